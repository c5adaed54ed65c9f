/// What a policy allows before anything is sent; nil leaves the program's own bound.
package struct PolicyLimits: Sendable, Hashable {
    package let maxInputs: Int?
    package let maxWorkers: Int?
    package let maxWaiting: Int?
    package let maxImages: Int?
    /// In millionths of the currency's unit.
    package let maxCostMicros: Int?

    package static let none = PolicyLimits(
        maxInputs: nil,
        maxWorkers: nil,
        maxWaiting: nil,
        maxImages: nil,
        maxCostMicros: nil
    )
}
