/// The bounds of one batch.
package struct BatchLimits: Sendable, Hashable {
    package var maxWorkers: Int
    /// How many tasks of the scope may wait, besides those that workers can take at once; nil for no bound.
    package var maxWaiting: Int?
    package var taskTimeoutSeconds: Int?
    package var maxImages: Int?
    /// In micro-units of the currency that the prices are in.
    package var maxCostMicros: Int?
    package var continueOnError: Bool

    package init(
        maxWorkers: Int,
        maxWaiting: Int? = nil,
        taskTimeoutSeconds: Int? = nil,
        maxImages: Int? = nil,
        maxCostMicros: Int? = nil,
        continueOnError: Bool = false
    ) {
        self.maxWorkers = maxWorkers
        self.maxWaiting = maxWaiting
        self.taskTimeoutSeconds = taskTimeoutSeconds
        self.maxImages = maxImages
        self.maxCostMicros = maxCostMicros
        self.continueOnError = continueOnError
    }

    /// Whether money or pictures are counted, and every claim reserves what it may cost at worst.
    var hasBudget: Bool { maxImages != nil || maxCostMicros != nil }
}
