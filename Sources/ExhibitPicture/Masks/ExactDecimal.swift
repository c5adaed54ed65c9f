/// A decimal number as people type it, without the rounding of binary floating point.
struct ExactDecimal: Hashable {
    static let one = 1_000_000_000

    let billionths: Int

    /// `-12.5`: up to seven digits, and any number behind a point, of which nine count; nil for anything else.
    init?(_ text: Substring) {
        let isNegative = text.first == "-"
        let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy(Self.isDigits), parts[0].utf8.count <= 7,
            let whole = Int(parts[0])
        else { return nil }
        let fraction = parts.count == 2 ? String(parts[1].prefix(9)) : "0"
        guard var billionths = Int(fraction) else { return nil }
        for _ in fraction.utf8.count..<9 { billionths *= 10 }
        billionths += whole * Self.one
        self.billionths = isNegative ? -billionths : billionths
    }

    /// This times `factor / divisor`, to the nearest whole number, halves to the even one.
    func rounded(times factor: Int = 1, dividedBy divisor: Int = 1) -> Int {
        let whole = Int128(Self.one) * Int128(divisor)
        var (quotient, remainder) = (Int128(billionths) * Int128(factor)).quotientAndRemainder(dividingBy: whole)
        if remainder < 0 {
            quotient -= 1
            remainder += whole
        }
        let twice = remainder * 2
        return Int(twice > whole || twice == whole && !quotient.isMultiple(of: 2) ? quotient + 1 : quotient)
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
