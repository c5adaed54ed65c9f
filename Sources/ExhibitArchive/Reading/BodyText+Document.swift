package import ExhibitModel

extension BodyText {
    /// A stored body as text, for reading it again without its files' bytes.
    ///
    /// - Throws: what the closures throw, a `FileFault`, and `document` when a text blob is missing.
    package init(
        _ document: BodyDocument,
        blob: (Digest) throws -> BlobSource?,
        value: (String) throws -> String?,
        sealed: (String) throws -> String?
    ) throws {
        var builder = Builder()
        for segment in document.segments {
            switch segment {
            case .text(let digest):
                guard let source = try blob(digest) else {
                    throw ArchiveError.document("text \(digest) is not in the store")
                }
                builder.append(try source.allBytes())
            case .base64(let digest, let shape): builder.append(try Self.held(digest, shape, blob))
            case .raw(let digest): builder.append(try Self.held(digest, nil, blob))
            case .commit(let commit, let encoding):
                if let value = try value(commit) {
                    builder.append(encoding.bytes(of: value))
                } else {
                    builder.append(.withheld)
                }
            case .sealed(let commit):
                if let query = try sealed(commit) {
                    builder.append(Array(query.utf8))
                } else {
                    builder.append(.withheld)
                }
            case .redacted(let rule, let tag, _): builder.append(Array("[redacted:\(rule):\(tag)]".utf8))
            }
        }
        self = builder.text
    }

    /// A blob that is not there still has its place: only what needs its bytes fails.
    private static func held(
        _ digest: Digest,
        _ shape: Base64Shape?,
        _ blob: (Digest) throws -> BlobSource?
    ) throws -> Held {
        guard let source = try blob(digest), let count = source.count else { return .withheld }
        return .blob(Blob(sha256: digest, bytes: count, shape: shape, source: source))
    }
}
