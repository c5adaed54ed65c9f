package import ExhibitProvider

extension RunPlan {
    /// The request as equal requests have it (formats.md, "Private values"): the home's keyed hash of it is the tag that the
    /// run's intent will carry.
    package func canonicalRequest(of sent: Sent) throws -> [UInt8] {
        try IntentBody.canonicalRequest(intent, sent)
    }
}
