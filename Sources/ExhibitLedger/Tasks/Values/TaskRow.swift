package import ExhibitRecord

/// One task as the ledger has it.
package struct TaskRow: Sendable, Hashable {
    package let task: String
    package let batch: String
    package let scope: TaskScope
    /// The place in its batch, from 1.
    package let place: Int
    package let name: String?
    package let key: String?
    package let priority: Int
    package let after: [String]
    package let state: TaskState
    package let reason: String?
    /// Another task that the reason is about.
    package let of: String?
    package let note: String?
    package let run: String?
    package let reusedRun: String?
    package let specCommit: String?
    package let requestTag: String?
    package let provider: String?
    package let model: String?
    package let images: Int
    package let micros: Int?
    /// Pictures and money that were set aside for it, and not settled yet.
    package let reservedImages: Int
    package let reservedMicros: Int
    package let spentImages: Int
    /// Nil when what it cost is not known.
    package let spentMicros: Int?
    /// Who took it last.
    package let worker: String?
    package let lease: String?
    /// The ULID of the session of that worker's process.
    package let session: String?
    package let claims: Int
    package let consent: Bool
    /// RFC 3339.
    package let submittedAt: String
    package let startedAt: String?
    package let endedAt: String?
    /// Its newest entry.
    package let entry: Int64
}
