package import ExhibitLedger
package import ExhibitModel

/// An outside party that can be asked to vouch for a signed head: a time-stamp authority, or a witness.
package protocol AnchorService: Sendable {
    /// What people call it, such as an origin; it stands in warnings, so it holds no credential.
    var name: String { get }

    /// Asks, and verifies the answer as strictly as an audit will; records nothing.
    ///
    /// - Throws: why there is no answer, or none that is worth anything.
    func vouch(for head: SignedHead) async throws(Report) -> Vouched
}

/// What an outside party has said, verified and ready to be recorded.
package struct Vouched: Sendable {
    package let draft: AnchorDraft
    /// The party's own time.
    package let time: Timestamp
    /// Who signed, for people: the subject of a certificate, or a key's name.
    package let signer: String

    package init(draft: AnchorDraft, time: Timestamp, signer: String) {
        self.draft = draft
        self.time = time
        self.signer = signer
    }
}
