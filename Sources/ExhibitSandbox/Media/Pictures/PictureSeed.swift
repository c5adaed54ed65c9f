/// Numbers that follow from a text: FNV-1a for the start, xorshift64* for the rest.
///
/// Good for pictures, not for secrets.
struct PictureSeed {
    /// FNV-1a, 64 bits, stirred as MurmurHash3 ends, so that texts which differ in one letter differ in every digit.
    let hash: UInt64
    private var state: UInt64

    init(_ text: String) {
        var mixed = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        mixed = (mixed ^ mixed >> 33) &* 0xFF51_AFD7_ED55_8CCD
        hash = mixed ^ mixed >> 33
        state = hash | 1
        for _ in 0..<8 { _ = next() }
    }

    var hex: String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() >> 33) % range.count
    }
}
