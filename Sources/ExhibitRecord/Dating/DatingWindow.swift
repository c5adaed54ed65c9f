import ExhibitJSON

/// Which entries of a run have to be dated, so that it can be said between which moments it came to be.
package struct DatingWindow: Sendable, Hashable {
    /// With this entry the request was committed to: the intent, or the order of the task that the run was made for.
    package let committed: Int64
    /// The announcement of the request that brought the result.
    package let sent: Int64
    /// The last output.
    package let made: Int64

    /// Nil for a run without an output.
    ///
    /// `orderTag` gives the `request_tag` of a task's `submitted` entry by its number; an order counts only when that is the
    /// intent's own, so that it asks for the same.
    package init?(_ run: RunReplay, orderTag: (Int64) throws -> String?) rethrows {
        guard let started = run.lastAttempt?.started, let made = run.outputs.map(\.seq).max() else { return nil }
        sent = started.seq
        self.made = made
        let intent = run.intentEntry
        guard let order = Self.order(intent), order < intent.seq, let tag = intent.body["request_tag"]?.string,
            try orderTag(order) == tag
        else {
            committed = intent.seq
            return
        }
        committed = order
    }

    /// The entry that submitted the task which a run was made for, as its intent names it.
    package static func order(_ intent: Entry) -> Int64? { intent.body["order"]?.int.map(Int64.init) }

    /// The `request_tag` of an entry that submits a task; nil for any other entry.
    package static func orderTag(_ entry: Entry?) -> String? {
        guard let entry, entry.type == .taskState, entry.body["event"]?.string == TaskEvent.submitted.rawValue else {
            return nil
        }
        return entry.body["request_tag"]?.string
    }
}
