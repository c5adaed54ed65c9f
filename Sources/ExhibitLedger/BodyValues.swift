package import ExhibitArchive
package import ExhibitModel

/// What a stored body names, looked up: its blobs, its private values, its sealed queries.
package struct BodyValues: Sendable {
    package let blobs: [Digest: BlobSource]
    /// By commitment (hex); an erased value is absent.
    package let privateValues: [String: String]
    package let sealed: [String: String]

    init(_ document: BodyDocument, _ queries: Queries, _ opened: SealedValues?) throws {
        var blobs: [Digest: BlobSource] = [:]
        for digest in document.blobs { blobs[digest] = try queries.source(digest) }
        var values: [String: String] = [:]
        var sealed: [String: String] = [:]
        for segment in document.segments {
            switch segment {
            case .commit(let commit, _): values[commit] = queries.privateValue(commit)
            case .sealed(let commit): sealed[commit] = try opened?.open(commit)
            case .text, .base64, .raw, .redacted: continue
            }
        }
        self.blobs = blobs
        privateValues = values
        self.sealed = sealed
    }
}
