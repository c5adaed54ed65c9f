import ExhibitModel

/// What the items of a batch ask for, and what that costs as far as anybody has said.
struct BatchEstimate: Hashable {
    /// Pictures, or whatever is made.
    let count: Int
    /// When every request is billed once, in millionths of a US dollar; nil when one has no price.
    let least: Int?
    /// When every attempt is billed that may be made: one that ends unclear may have been.
    let most: Int?

    init(_ items: [BatchItem]) {
        let facts = items.compactMap(\.facts)
        count = facts.reduce(0) { $0 + $1.estimate.count }
        least = Self.sum(facts.map(\.estimate.micros))
        most = Self.sum(
            facts.map { item in
                item.estimate.micros.flatMap { micros in
                    let product = micros.multipliedReportingOverflow(by: item.maxAttempts)
                    return product.overflow ? nil : product.partialValue
                }
            }
        )
    }

    private static func sum(_ numbers: [Int?]) -> Int? {
        numbers.reduce(0) { sum, number in
            guard let sum, let number else { return nil }
            let total = sum.addingReportingOverflow(number)
            return total.overflow ? nil : total.partialValue
        }
    }

    /// `0.48 to 1.44 USD`, or that nobody knows.
    var text: String {
        guard let least, let most else { return "unknown (no price known)" }
        guard most > least else { return Money.text(micros: least) + " USD" }
        return "\(Money.text(micros: least)) to \(Money.text(micros: most)) USD"
    }
}
