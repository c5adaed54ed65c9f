import Glibc

/// Tells values that machines drew from words that people wrote.
enum Randomness {
    /// Bits a character, as gitleaks and others ask for.
    static let least = 3.5

    /// Whether a value has a digit, a letter and enough entropy.
    static func isLikely(_ value: ArraySlice<UInt8>) -> Bool {
        var counts = [Int](repeating: 0, count: 256)
        var hasDigit = false
        var hasLetter = false
        for byte in value {
            counts[Int(byte)] += 1
            if Characters.isDigit(byte) {
                hasDigit = true
            } else if Characters.isLetterOrDigit(byte) {
                hasLetter = true
            }
        }
        guard hasDigit, hasLetter else { return false }
        let total = Double(value.count)
        var entropy = 0.0
        for count in counts where count > 0 {
            let share = Double(count) / total
            entropy -= share * log2(share)
        }
        return entropy >= least
    }
}
