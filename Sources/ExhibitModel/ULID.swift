/// An identifier that sorts by the time it was made: 48 bits of milliseconds and 80 random bits, as 26 characters of
/// Crockford base 32 (<https://github.com/ulid/spec>).
package struct ULID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let description: String

    private static let alphabet: [UInt8] = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Nil unless `text` is 26 characters of the alphabet and fits 128 bits.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 26, text.utf8.allSatisfy(Self.alphabet.contains),
            let first = text.utf8.first, first <= UInt8(ascii: "7")
        else { return nil }
        description = String(text)
    }

    package init(at time: Timestamp, random: [UInt8]) {
        precondition(random.count == 10, "a ULID has 80 random bits")
        var bytes: [UInt8] = []
        for shift in stride(from: 40, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: time.milliseconds >> Int64(shift)))
        }
        bytes += random
        // 26 characters carry 130 bits: the first one holds only three.
        var text: [UInt8] = []
        var group: UInt32 = 0
        var bits = 2
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(Self.alphabet[Int(group >> UInt32(bits) & 31)])
            }
            group &= (1 << UInt32(bits)) - 1
        }
        description = String(decoding: text, as: UTF8.self)
    }

    /// The last eight characters: 40 random bits, used in file names and on the screen.
    package var short: String { String(description.suffix(8)) }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
