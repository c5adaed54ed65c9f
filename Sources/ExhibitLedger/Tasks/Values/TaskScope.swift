package import ExhibitModel

/// Whose tasks a worker takes: those of one batch, or those of one queue.
package struct TaskScope: Sendable, Hashable {
    /// `batch:<ULID>` or `queue:<tag>`, as entries have it.
    package let text: String

    package init(text: String) { self.text = text }

    package static func batch(_ id: ULID) -> TaskScope { TaskScope(text: "batch:\(id)") }

    /// A queue is its state directory, given as an absolute path; paths are private, so only its tag is recorded.
    package static func queue(_ folder: String, _ keys: Keys) -> TaskScope {
        TaskScope(text: "queue:" + keys.requestTag(Array("queue \(folder)".utf8)))
    }
}
