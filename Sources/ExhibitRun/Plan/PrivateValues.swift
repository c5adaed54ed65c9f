import ExhibitArchive
import ExhibitModel

/// Collects the private values of one append: each becomes a commitment, with a salt of its own.
struct PrivateValues {
    private let random: @Sendable (Int) -> [UInt8]
    private(set) var all: [PrivateValue] = []

    init(_ random: @escaping @Sendable (Int) -> [UInt8]) {
        self.random = random
    }

    /// The commitment (hex) that stands for `text` in the entry.
    mutating func commit(_ text: String) -> String {
        let value = PrivateValue(committing: text, random)
        all.append(value)
        return value.commit
    }
}
