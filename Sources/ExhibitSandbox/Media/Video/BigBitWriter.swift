/// Bits into bytes, the highest bit first, with the numbers of H.264 (ITU-T H.264 §9.1).
struct BigBitWriter {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt8 = 0
    private var count = 0

    mutating func write(_ value: Int, bits: Int) {
        for bit in stride(from: bits - 1, through: 0, by: -1) {
            pending = pending << 1 | UInt8(value >> bit & 1)
            count += 1
            if count == 8 {
                bytes.append(pending)
                (pending, count) = (0, 0)
            }
        }
    }

    /// An unsigned Exp-Golomb number, `ue(v)`.
    mutating func writeUnsigned(_ value: Int) {
        let length = Int.bitWidth - (value + 1).leadingZeroBitCount
        write(0, bits: length - 1)
        write(value + 1, bits: length)
    }

    /// The signed Exp-Golomb number 0, the only `se(v)` that is needed.
    mutating func writeSignedZero() { write(1, bits: 1) }

    /// Zeros up to the next byte.
    mutating func align() {
        if count > 0 { write(0, bits: 8 - count) }
    }

    /// Whole bytes; the writer is aligned.
    mutating func append(_ more: some Sequence<UInt8>) { bytes += more }

    /// The stop bit and the zeros behind it (`rbsp_trailing_bits`).
    mutating func finish() -> [UInt8] {
        write(1, bits: 1)
        align()
        return bytes
    }
}
