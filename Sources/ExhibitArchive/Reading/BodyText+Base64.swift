import ExhibitCrypto
package import ExhibitModel

extension BodyText {
    /// What a JSON string value holds in base64, with or without `data:…;base64,` before it.
    ///
    /// Nil when the string is no base64, or stands for nothing at all. A file that has to be put together is made in
    /// `folder`; a file that cannot be read or written is thrown as a `FileFault`.
    package func decodeBase64(_ string: String, into folder: String) throws -> DecodedMedia? {
        guard let parts = base64Parts(string) else { return nil }
        if case .blob(let index)? = parts.first, parts.count == 1, let blob = blob(index), blob.shape != nil {
            return .piece(blob)
        }
        let file = try HashedFile(in: folder)
        guard try decode(parts, { try file.append($0) }), file.count > 0 else { return nil }
        return .assembled(try file.finish())
    }

    /// The hash and size of what ``decodeBase64(_:into:)`` would give, without a file: for audits.
    ///
    /// A string that is one run has its blob's name, which the caller has checked or will check.
    package func digestOfBase64(_ string: String) throws -> (sha256: Digest, bytes: Int)? {
        guard let parts = base64Parts(string) else { return nil }
        if case .blob(let index)? = parts.first, parts.count == 1, let blob = blob(index), blob.shape != nil {
            return (blob.sha256, blob.bytes)
        }
        let hash = RunningHash()
        guard try decode(parts, { hash.update($0) }), hash.bytes > 0 else { return nil }
        return (hash.finish(), hash.bytes)
    }

    /// The bytes of several base64 strings, one after the other, as one file in `folder`; each string is whole in itself.
    ///
    /// Nil when there is none, one is no base64, or a value is withheld.
    package func decodeBase64(joining strings: [String], into folder: String) throws -> CapturedFile? {
        let file = try HashedFile(in: folder)
        guard try decode(joining: strings, { try file.append($0) }), file.count > 0 else { return nil }
        return try file.finish()
    }

    /// The hash and size of what ``decodeBase64(joining:into:)`` would give, without a file: for audits.
    package func digestOfBase64(joining strings: [String]) throws -> (sha256: Digest, bytes: Int)? {
        let hash = RunningHash()
        guard try decode(joining: strings, { hash.update($0) }), hash.bytes > 0 else { return nil }
        return (hash.finish(), hash.bytes)
    }

    private func decode(joining strings: [String], _ sink: @escaping ([UInt8]) throws -> Void) throws -> Bool {
        for string in strings {
            guard let parts = base64Parts(string), try decode(parts, sink) else { return false }
        }
        return true
    }

    /// The string's parts without the head of a data URL; nil when a value is withheld or the URL is not in base64.
    private func base64Parts(_ string: String) -> [ResolvedPart]? {
        var parts = resolve(string)
        guard !parts.contains(.withheld) else { return nil }
        guard case .text(let first)? = parts.first, first.lowercased().hasPrefix("data:") else { return parts }
        guard let comma = first.firstIndex(of: ","), first[..<comma].lowercased().hasSuffix(";base64") else {
            return nil
        }
        let rest = first[first.index(after: comma)...]
        parts[0] = .text(String(rest))
        return rest.isEmpty ? Array(parts.dropFirst()) : parts
    }

    private func decode(_ parts: [ResolvedPart], _ sink: @escaping ([UInt8]) throws -> Void) throws -> Bool {
        var joint = Base64Joint(sink)
        for part in parts {
            switch part {
            case .text(let text): guard try joint.take(text: text) else { return false }
            case .blob(let index): guard let blob = blob(index), try joint.take(blob) else { return false }
            case .withheld: return false
            }
        }
        return try joint.finish()
    }
}
