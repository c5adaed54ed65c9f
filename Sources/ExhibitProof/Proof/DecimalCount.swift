/// Counts as checkpoints and proofs write them.
enum DecimalCount {
    /// Nil unless `text` is a number from 0 to 2^63-1 in ASCII digits, without sign and leading zeros.
    static func parse(_ text: some StringProtocol) -> Int64? {
        guard let number = Int64(text), number >= 0, String(number) == text else { return nil }
        return number
    }
}
