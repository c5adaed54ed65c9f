/// Random numbers that a failing test can repeat: the same for the same seed on every machine (SplitMix64).
package struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    package init(_ seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    package mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count { unsafe withUnsafeBytes(of: next()) { unsafe bytes += Array($0) } }
        return Array(bytes.prefix(count))
    }

    /// `bytes` in chunks of 1 to `longest` bytes.
    package mutating func chunks(_ bytes: [UInt8], longest: Int) -> [[UInt8]] {
        var chunks: [[UInt8]] = []
        var place = 0
        while place < bytes.count {
            let end = min(bytes.count, place + Int.random(in: 1...longest, using: &self))
            chunks.append(Array(bytes[place..<end]))
            place = end
        }
        return chunks
    }
}
