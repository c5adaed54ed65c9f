import ExhibitModel
import ExhibitProof
package import ExhibitRedaction

/// Looks for credentials where none may stand: values that this process knows, and values that stand like credentials.
///
/// What was redacted or sealed is no hit: it is not there.
package struct SecretScan: Sendable {
    private let redactor: Redactor
    private let knows: Bool
    private let isStructural: Bool
    private let byLooks: Bool

    /// Larger texts are not looked through.
    static let sizeLimit = 1 << 20

    /// Looks for known values only, which is fast, unless `isStructural`.
    ///
    /// With `byLooks` also for what looks like a credential wherever it stands: before something goes out, not when an
    /// audit repeats what was recorded by a version that did not know those looks.
    package init(_ secrets: [KnownSecret], isStructural: Bool, byLooks: Bool = false) {
        // Tags are not shown here, so any key will do.
        redactor = Redactor(secrets: secrets, key: Array(repeating: 0, count: 32), home: nil)
        knows = !secrets.isEmpty
        self.isStructural = isStructural
        self.byLooks = byLooks
    }

    /// Whether there is anything to look for.
    var isArmed: Bool { knows || isStructural }

    /// What was found, in words that give nothing away.
    func hits(in bytes: [UInt8]) -> [String] {
        var hits: [String] = []
        if knows { hits = redactor.contains(bytes).map { "the secret \($0)" } }
        guard isStructural else { return hits }
        let bytes = Self.signedPayload(bytes) ?? bytes
        let spans = redactor.spans(in: bytes, byLooks: byLooks).filter {
            $0.rule != "secret" && $0.rule != "mask" && !Self.isTag($0.range, bytes) && !Self.isScheme($0.range, bytes)
        }
        let rules = spans.map { span in
            span.kind == .signedQuery ? "the query of a signed URL" : "what looks like a credential (\(span.rule))"
        }
        return hits + Set(rules).sorted()
    }

    /// What stands in a DSSE envelope: its own member `sig` has the name of a credential, and is none.
    ///
    /// Nil for other bytes, and for an envelope with more in it than envelopes of ours have.
    private static func signedPayload(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.starts(with: #"{"payload":""#.utf8),
            let envelope = try? DSSEEnvelope(parsing: bytes),  // then it is looked through as any other bytes
            envelope.line.utf8.elementsEqual(bytes),
            envelope.signatures.allSatisfy({ $0.keyID.utf8.count == 64 && $0.signature.count <= 72 })
        else { return nil }
        return envelope.payload
    }

    /// Whether it is the tag of a credential that was taken out of a body: `"redacted":"secret:8871bdc8"`.
    private static func isTag(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let letters = UInt8(ascii: "a")...UInt8(ascii: "f")
        guard range.count == 8, bytes[range].allSatisfy({ digits.contains($0) || letters.contains($0) }),
            let quote = bytes[..<range.lowerBound].lastIndex(of: UInt8(ascii: "\""))
        else { return false }
        return bytes[..<quote].suffix(11).elementsEqual(Array(#""redacted":"#.utf8))
    }

    /// Whether it is the word before a credential that was taken out: the segment of a body ends with it.
    private static func isScheme(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
        guard bytes[range.upperBound...].allSatisfy({ $0 == UInt8(ascii: " ") }) else { return false }
        let word = String(decoding: bytes[range], as: UTF8.self).trimmingPrefix(" ").lowercased()
        return ["bearer", "basic", "token"].contains(String(word.prefix { $0 != " " }))
            && !word.drop { $0 != " " }.contains { $0 != " " }
    }

    static func isMedia(_ type: String?) -> Bool {
        guard let type else { return false }
        return ["image/", "video/", "audio/"].contains { type.hasPrefix($0) }
    }
}
