package import ExhibitModel

/// Spells a stored body again, byte by byte, in flat memory.
package enum BodyRebuilder {
    /// Gives the body to `sink` in pieces; what is not there is shown as a token, and then the result is not `exact`.
    ///
    /// `blob` answers nil for what is not in the store, `value` for a commitment whose value is erased or elsewhere, and
    /// `sealed`, which gives the opened query, for one whose row is deleted. Throws what they throw, and a `FileFault`
    /// when a blob cannot be read. `lacking` is told where a token stands for a segment, and how many bytes it has.
    package static func rebuild(
        _ document: BodyDocument,
        blob: (Digest) throws -> BlobSource?,
        value: (String) throws -> String?,
        sealed: (String) throws -> String?,
        lacking: (_ segment: Segment, _ offset: Int, _ length: Int) -> Void = { _, _, _ in },
        into sink: ([UInt8]) throws -> Void
    ) throws -> Rebuilt {
        let hash = RunningHash()
        var result: Rebuilt?
        func emit(_ bytes: [UInt8]) throws {
            hash.update(bytes)
            try sink(bytes)
        }
        // The gravest reason wins: what is missing, then what is gone, then what is elsewhere.
        func lack(_ reason: Rebuilt, _ segment: Segment, _ token: String) throws {
            lacking(segment, hash.bytes, token.utf8.count)
            switch (result, reason) {
            case (nil, _), (.withheld, _), (.redacted, .missing): result = reason
            default: break
            }
            try emit(Array(token.utf8))
        }
        for segment in document.segments {
            switch segment {
            case .text(let digest), .raw(let digest):
                guard let source = try blob(digest) else {
                    try lack(.missing(digest), segment, "[missing:\(digest)]")
                    continue
                }
                try source.forEachWindow(emit)
            case .base64(let digest, let shape):
                guard let source = try blob(digest) else {
                    try lack(.missing(digest), segment, "[missing:\(digest)]")
                    continue
                }
                var encoder = Base64Encoder(shape)
                try source.forEachWindow { try emit(encoder.encode($0)) }
                try emit(encoder.finish())
            case .commit(let commit, let encoding):
                guard let value = try value(commit) else {
                    try lack(.withheld, segment, "[withheld:\(commit.prefix(8))]")
                    continue
                }
                try emit(encoding.bytes(of: value))
            case .sealed(let commit):
                guard let query = try sealed(commit) else {
                    try lack(.withheld, segment, "[sealed:\(commit.prefix(8))]")
                    continue
                }
                try emit(Array(query.utf8))
            case .redacted(let rule, let tag, let bytes):
                try lack(.redacted, segment, bytes == 0 ? "" : "[redacted:\(rule):\(tag)]")
            }
        }
        return result ?? .exact(hash.finish(), bytes: Int64(hash.bytes))
    }
}
