import ExhibitModel

/// A stored body as it goes into an archive: its own bytes, with tokens for what is not shown.
struct WireBody {
    let document: BodyDocument?
    /// What was recorded of the wire's bytes.
    let sha256: String?
    let source: any BodySource

    struct Outcome {
        /// The hash of the wire's bytes, when these are they.
        let exact: Digest?
        let marks: [WireMark]
    }

    @discardableResult
    func write(_ put: ([UInt8]) throws -> Void) throws -> Outcome {
        guard let document else { return Outcome(exact: nil, marks: []) }
        var marks: [WireMark] = []
        let rebuilt = try BodyRebuilder.rebuild(
            document,
            blob: source.source,
            value: source.value,
            // Capabilities never leave the home.
            sealed: { _ in nil },
            lacking: { segment, offset, length in marks += [WireMark(segment, at: offset, length)].compactMap(\.self) },
            into: put
        )
        guard case .exact(let digest, _) = rebuilt, sha256 == nil || sha256 == digest.hex else {
            return Outcome(exact: nil, marks: marks)
        }
        return Outcome(exact: digest, marks: marks)
    }
}
