/// One batch as the ledger has it.
package struct BatchRow: Sendable, Hashable {
    package let batch: String
    package let kind: NewBatch.Kind
    package let name: String?
    package let form: String?
    package let scope: TaskScope
    package let limits: BatchLimits
    package let manifestCommit: String?
    package let budget: Budget
    package let openedAt: String
    /// Nil while tasks wait or are worked on, or once one was retried.
    package let closedAt: String?

    /// What its tasks have spent, and what is set aside for those under way.
    package struct Budget: Sendable, Hashable {
        package let spentImages: Int
        package let spentMicros: Int
        package let reservedImages: Int
        package let reservedMicros: Int
    }
}
