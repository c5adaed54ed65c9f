package import ExhibitModel

/// What `batch.opened` says: tasks that were submitted together, and the bounds that hold for them.
package struct NewBatch: Sendable, Hashable {
    /// Who works on it: one command on its own tasks, or whoever serves the queue.
    package enum Kind: String, Sendable, Hashable {
        case batch
        case queue
    }

    package var id: ULID
    package var kind: Kind
    /// In clear, as the names of tasks are.
    package var name: String?
    /// The form of the manifest: `array`, `jsonLines`, `csv`, `tasks`.
    package var form: String?
    package var scope: TaskScope
    package var limits: BatchLimits
    /// The manifest as it was read, kept as a private value.
    package var manifest: String?

    package init(
        id: ULID,
        kind: Kind,
        name: String? = nil,
        form: String? = nil,
        scope: TaskScope,
        limits: BatchLimits,
        manifest: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.form = form
        self.scope = scope
        self.limits = limits
        self.manifest = manifest
    }
}
