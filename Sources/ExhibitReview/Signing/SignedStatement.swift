import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// Signs what a reviewer says of a run, and makes the entry that records it.
struct SignedStatement {
    let subject: ReviewSubject
    let key: ReviewerKey
    let environment: Environment

    /// `words` are the statement's own; a reason is kept as a private value, and its commitment is signed.
    func append(
        _ kind: ReviewerStatement.Kind,
        artifacts: [String],
        _ words: JSONObject,
        reason: String?
    ) throws -> Append {
        var words = words
        let hidden = reason.map { PrivateValue(committing: $0, environment.random) }
        words["reason_commit"] = hidden.map { .string($0.commit) }
        let statement = ReviewerStatement(
            kind,
            artifacts: artifacts,
            words,
            run: subject.run.run,
            ledger: subject.reader.identity.origin,
            tree: subject.tree,
            time: environment.now().description
        )
        var envelope = DSSEEnvelope(payload: try CanonicalJSON.bytes(statement.json))
        envelope.sign(with: key.key)
        let blob = StagedBlob(Array(envelope.line.utf8), media: "application/json")
        let body = statement.body(
            reviewerKey: key.keyID,
            reviewerPublic: Base64.encode(key.key.publicKey.spki),
            envelope: blob.sha256.hex
        )
        let type: EntryType = kind == .review ? .reviewDecision : .waiver
        return Append(
            [EntryDraft(type, run: subject.run.run, task: subject.run.task, body)],
            blobs: [blob],
            values: hidden.map { [$0] } ?? []
        )
    }
}
