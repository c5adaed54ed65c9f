import ExhibitModel

/// The header of a FLAC frame (RFC 9639 §9.1), its checksum verified.
struct FLACFrameHeader {
    let length: Int
    /// Samples of each channel.
    let samples: Int
    /// The number of the frame, or of its first sample when ``countsSamples``.
    let number: Int
    let countsSamples: Bool

    /// The longest there is: 4 fixed bytes, 7 of the number, 2 each of block size and rate, and the checksum.
    private static let lengthLimit = 16

    /// Nil when no such header stands there.
    init?(_ window: inout ByteWindow, at offset: Int) throws(FileFault) {
        let bytes = try window.bytes(at: offset, min(Self.lengthLimit, window.count - offset)) ?? []
        guard bytes.count >= 6, bytes[0] == 0xFF, bytes[1] & 0xFE == 0xF8, bytes[3] & 1 == 0,
            let (number, width) = Self.number(bytes[4...])
        else { return nil }
        let block = Int(bytes[2] >> 4)
        let rate = Int(bytes[2] & 15)
        guard block > 0, rate < 15, bytes[3] >> 4 < 11 else { return nil }
        let extra = (block == 6 ? 1 : block == 7 ? 2 : 0) + (rate == 12 ? 1 : rate > 12 ? 2 : 0)
        let end = 4 + width + extra
        guard end < bytes.count else { return nil }
        var sum = ForwardCRC.flacHeader
        sum.update(bytes[..<end])
        guard sum.value == bytes[end] else { return nil }
        length = end + 1
        self.number = number
        countsSamples = bytes[1] & 1 == 1
        switch block {
        case 1: samples = 192
        case 2...5: samples = 576 << (block - 2)
        case 6: samples = Int(bytes[4 + width]) + 1
        case 7: samples = (Int(bytes[4 + width]) << 8 | Int(bytes[5 + width])) + 1
        default: samples = 256 << (block - 8)
        }
    }

    /// The number in UTF-8's scheme carried on to 36 bits, and how many bytes it takes.
    private static func number(_ bytes: ArraySlice<UInt8>) -> (value: Int, width: Int)? {
        guard let first = bytes.first else { return nil }
        let width = (~first).leadingZeroBitCount
        if width == 0 { return (Int(first), 1) }
        guard (2...7).contains(width), bytes.count >= width else { return nil }
        var value = Int(first) & (0x7F >> width)
        for byte in bytes.dropFirst().prefix(width - 1) {
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | Int(byte & 0x3F)
        }
        return (value, width)
    }
}
