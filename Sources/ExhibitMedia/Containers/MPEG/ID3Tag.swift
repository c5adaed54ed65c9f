import ExhibitModel

/// An ID3v2 tag (versions 2.2 to 2.4) at the beginning of a file of sound.
struct ID3Tag {
    /// With header and footer: the sound begins here.
    let length: Int
    let hasMark: Bool

    /// Nil when the source does not begin with one.
    init?(_ window: inout ByteWindow) throws(FileFault) {
        guard let header = try window.bytes(at: 0, 10), header.starts(with: "ID3".utf8), header[3] < 0xFF,
            let size = Self.sevenBits(header[6...])
        else { return nil }
        let hasFooter = header[5] & 0x10 != 0
        length = size + (hasFooter ? 20 : 10)
        hasMark = try Self.hasMark(&window, version: header[3], flags: header[5], end: min(10 + size, window.count))
    }

    /// Looks through the frames of versions 2.3 and 2.4; padding, which begins with zero, ends them.
    private static func hasMark(
        _ window: inout ByteWindow,
        version: UInt8,
        flags: UInt8,
        end: Int
    ) throws(FileFault) -> Bool {
        guard version == 3 || version == 4 else { return false }
        var offset = 10
        if flags & 0x40 != 0, let bytes = try window.bytes(at: 10, 4) {
            // The extended header's size counts itself from version 2.4 on.
            offset += version == 4 ? sevenBits(bytes[...]) ?? end : 4 + bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        let description = Array(SimulationMark.keyword.utf8) + [0]
        while offset + 10 <= end, let header = try window.bytes(at: offset, 10), header[0] != 0 {
            let plain = header[4..<8].reduce(0) { $0 << 8 | Int($1) }
            guard let size = version == 4 ? sevenBits(header[4..<8]) : plain, size <= end - offset - 10 else {
                return false
            }
            if header.starts(with: "TXXX".utf8), size > description.count,
                let text = try window.bytes(at: offset + 10, description.count + 1), text[0] == 0 || text[0] == 3,
                Array(text.dropFirst()) == description
            {
                return true
            }
            offset += 10 + size
        }
        return false
    }

    /// Four bytes of which the highest bit is not used; nil when it is.
    private static func sevenBits(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        return bytes.reduce(0) { $0 << 7 | Int($1) }
    }
}
