package import ExhibitProvider

extension RunPlan {
    /// Equal for equal requests of one home (formats.md, "Private values"): what the run's intent will carry.
    ///
    /// `tag` is the home's own keyed hash.
    package func requestTag(of sent: Sent, _ tag: ([UInt8]) -> String) throws -> String {
        tag(try IntentBody.canonicalRequest(intent, sent))
    }
}
