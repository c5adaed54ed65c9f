/// Tells a body that is one binary file from text, by its first bytes.
enum BinaryStart {
    /// How many bytes the question needs; a shorter body is judged as it is.
    static let length = 16

    private static let signatures: [(offset: Int, bytes: [UInt8])] = [
        (0, [0x89, 0x50, 0x4E, 0x47]), (0, [0xFF, 0xD8, 0xFF]), (0, Array("GIF8".utf8)), (0, Array("RIFF".utf8)),
        (4, Array("ftyp".utf8)), (0, Array("ID3".utf8)), (0, Array("OggS".utf8)), (0, Array("fLaC".utf8)),
        (0, [0x1A, 0x45, 0xDF, 0xA3]), (0, Array("%PDF-".utf8)), (0, Array("BM".utf8) + [0, 0]),
        (0, [0x49, 0x49, 0x2A, 0x00]), (0, [0x4D, 0x4D, 0x00, 0x2A]), (0, [0xFF, 0xFB]), (0, [0xFF, 0xF3]),
        (0, [0xFF, 0xF1]), (0, [0x1F, 0x8B]), (0, Array("PK".utf8) + [3, 4]),
    ]

    /// A NUL means binary too: no text that a provider sends has one, and raw sound starts with many.
    static func matches(_ head: [UInt8]) -> Bool {
        head.contains(0) || isMedia(head)
    }

    /// Whether it begins like a file of a known form.
    static func isMedia(_ head: [UInt8]) -> Bool {
        signatures.contains { head.dropFirst($0.offset).starts(with: $0.bytes) }
    }
}
