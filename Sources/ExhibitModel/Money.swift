/// Amounts of money, which are whole micro-units everywhere but in texts.
package enum Money {
    /// `0.042` as micro-units; nil for what is no plain decimal, or finer than a micro-unit.
    ///
    /// Gateways add prices up in binary fractions, and write `0.042245000000000005` for 0.042245: what is off by less than
    /// a billionth of a micro-unit is that.
    package static func micros(_ text: String) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy(isDigits), let whole = Int(parts[0]), whole < 1_000_000 else {
            return nil
        }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        let padded = fraction.prefix(6) + String(repeating: "0", count: max(0, 6 - fraction.utf8.count))
        guard let rest = excess(fraction.dropFirst(6)), let micros = Int(padded) else { return nil }
        return whole * 1_000_000 + micros + rest
    }

    /// Micro-units as a decimal without trailing zeros: 42000 is `0.042`.
    package static func text(micros: Int) -> String {
        let digits = String(micros % 1_000_000)
        var fraction = String(repeating: "0", count: 6 - digits.count) + digits
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return fraction.isEmpty ? "\(micros / 1_000_000)" : "\(micros / 1_000_000).\(fraction)"
    }

    /// What the digits behind the micro-units come to: 0 or 1, nil when they are an amount of their own.
    private static func excess(_ digits: Substring) -> Int? {
        if digits.allSatisfy({ $0 == "0" }) || digits.hasPrefix(noise("0")) { return 0 }
        return digits.hasPrefix(noise("9")) ? 1 : nil
    }

    private static func noise(_ digit: String) -> String { String(repeating: digit, count: 9) }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
