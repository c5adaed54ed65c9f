import ExhibitMedia

/// One chunk of a PNG file.
package enum PNGChunk {
    /// With its length and checksum around it; the name has four letters.
    package static func bytes(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let covered = Array(name.utf8) + content
        return big(UInt32(content.count)) + covered + big(CRC32.checksum(covered))
    }

    /// tEXt: what Latin-1 cannot write becomes a question mark.
    static func text(_ keyword: String, _ value: String) -> [UInt8] {
        bytes("tEXt", latin1(keyword) + [0] + latin1(value))
    }

    private static func latin1(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") }
    }

    static func big(_ value: UInt32) -> [UInt8] {
        [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
    }
}
