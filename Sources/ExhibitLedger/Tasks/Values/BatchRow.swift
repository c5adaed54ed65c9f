package import ExhibitJSON
package import ExhibitRecord

/// One batch as the ledger has it.
package struct BatchRow: Sendable, Hashable {
    package let batch: String
    package let kind: NewBatch.Kind
    package let name: String?
    package let form: String?
    package let scope: TaskScope
    package let limits: BatchLimits
    package let manifestCommit: String?
    package let openedAt: String
    /// Nil while tasks wait or are worked on, or once one was retried.
    package let closedAt: String?
}
