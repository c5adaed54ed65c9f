import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitTransport

/// The server's certificates as an entry records them: each by the hash of its DER, and what the first one says.
enum PeerCertificates {
    /// Lists in entries have no more items; no chain that is verified has as many.
    private static let limit = 16
    /// A name beyond this, in UTF-8 bytes, is cut.
    private static let nameLimit = 512

    /// Nil without TLS, and on a connection that an earlier transfer opened.
    static func object(_ facts: ConnectionFacts) -> JSONObject? {
        guard !facts.certificates.isEmpty else { return nil }
        let hashes = facts.certificates.prefix(limit).compactMap(der).map { SHA256.hash($0).hex }
        var object: JSONObject = [
            "count": .int(facts.certificates.count), "sha256": .array(hashes.map(JSONValue.string)),
        ]
        if let leaf = facts.leaf {
            object["leaf"] = [
                "subject": .string(cut(leaf.subject)), "issuer": .string(cut(leaf.issuer)),
                "not_before": .string(cut(leaf.notBefore)), "not_after": .string(cut(leaf.notAfter)),
            ]
        }
        return object
    }

    /// The bytes between the lines of a PEM text.
    private static func der(_ pem: String) -> [UInt8]? {
        Base64.decode(pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined())
    }

    private static func cut(_ text: String) -> String {
        String(decoding: text.utf8.prefix(nameLimit), as: UTF8.self)
    }
}
