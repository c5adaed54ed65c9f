import ExhibitModel

/// ASN.1's GeneralizedTime in the only form that RFC 3161 allows: `YYYYMMDDhhmmss[.f…]Z`.
enum GeneralizedTime {
    /// Cut to the millisecond; nil for another form or for what is no date.
    static func read(_ bytes: [UInt8]) -> Timestamp? {
        let digits = bytes.prefix(14)
        guard digits.count == 14, digits.allSatisfy(isDigit), bytes.last == UInt8(ascii: "Z") else { return nil }
        var fraction: [UInt8] = []
        let rest = bytes[14..<(bytes.count - 1)]
        if !rest.isEmpty {
            guard rest.first == UInt8(ascii: "."), rest.count >= 2, rest.dropFirst().allSatisfy(isDigit) else {
                return nil
            }
            fraction = Array(rest.dropFirst())
        }
        let milliseconds = (fraction + [UInt8](repeating: UInt8(ascii: "0"), count: 3)).prefix(3)
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        return Timestamp(
            rfc3339: "\(text(0..<4))-\(text(4..<6))-\(text(6..<8))T\(text(8..<10)):\(text(10..<12)):\(text(12..<14))."
                + "\(String(decoding: milliseconds, as: UTF8.self))Z"
        )
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
