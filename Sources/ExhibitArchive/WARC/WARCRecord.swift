import ExhibitCrypto
import ExhibitModel

/// One record of a WARC 1.1 file (ISO 28500:2017).
package struct WARCRecord: Sendable {
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    static let version = "WARC/1.1"
    static let lineEnd = "\r\n"

    /// Without `Content-Length`, which stands last.
    package let fields: [Field]
    package let block: [UInt8]

    package init(fields: [Field], block: [UInt8]) {
        self.fields = fields
        self.block = block
    }

    /// The only field of this name; nil when there is none.
    package func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    package var bytes: [UInt8] { Self.head(fields, length: block.count) + block + Self.end }

    static let end = Array("\r\n\r\n".utf8)

    static func head(_ fields: [Field], length: Int) -> [UInt8] {
        let lines = fields.map { "\($0.name): \($0.value)\(lineEnd)" }.joined()
        return Array("\(version)\(lineEnd)\(lines)Content-Length: \(length)\(lineEnd)\(lineEnd)".utf8)
    }

    static func digest(_ digest: Digest) -> String { "sha256:\(Base32.encode(digest.bytes))" }

    /// The same for the same thing, so that one record always gives one archive: a UUID of version 8 (RFC 9562) from a hash.
    static func id(_ parts: String...) -> String {
        var bytes = Array(
            SHA256.hash(Array((["exhibit/wire/v1"] + parts).joined(separator: "\n").utf8)).bytes.prefix(16)
        )
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = Array(Hex.encode(bytes))
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hex[$0]) }
        return "<urn:uuid:\(groups.joined(separator: "-"))>"
    }
}
