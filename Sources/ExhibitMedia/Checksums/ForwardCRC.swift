/// A cyclic redundancy check that takes the most significant bit first, begins at zero and inverts nothing.
struct ForwardCRC<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    private let table: [Word]
    private(set) var value: Word = 0

    init(polynomial: Word) {
        table = (0..<256).map { byte in
            var value = Word(byte) << (Word.bitWidth - 8)
            for _ in 0..<8 { value = value.leadingZeroBitCount == 0 ? value << 1 ^ polynomial : value << 1 }
            return value
        }
    }

    mutating func update(_ byte: UInt8) {
        value = table[Int(truncatingIfNeeded: value >> (Word.bitWidth - 8)) ^ Int(byte)] ^ value << 8
    }

    mutating func update(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { update(byte) }
    }
}

extension ForwardCRC<UInt32> {
    /// Of an Ogg page (RFC 3533 §6).
    static let ogg = ForwardCRC(polynomial: 0x04C1_1DB7)
}

extension ForwardCRC<UInt16> {
    /// Of a FLAC frame (RFC 9639 §9.3): over a frame with its own checksum it is zero.
    static let flacFrame = ForwardCRC(polynomial: 0x8005)
}

extension ForwardCRC<UInt8> {
    /// Of a FLAC frame's header (RFC 9639 §9.1.8).
    static let flacHeader = ForwardCRC(polynomial: 0x07)
}
