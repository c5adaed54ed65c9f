import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// A queue as the ledger has it; one that nobody has submitted anything to is empty.
struct QueueContents {
    let place: QueuePlace
    /// Nil while the home has no ledger.
    let reader: Reader?
    let scope: TaskScope?

    init(_ place: QueuePlace, _ environment: Environment) throws {
        self.place = place
        reader = place.home.hasLedger ? try Reader(place.home, environment) : nil
        scope = try reader?.queueScope(place.folder)
    }

    /// Those of the given states, or all; in the order of submission, or the newest first.
    func rows(_ states: Set<TaskState> = [], newestFirst: Bool = false, limit: Int? = nil) throws -> [TaskRow] {
        guard let reader, let scope else { return [] }
        return try reader.tasks(TaskFilter(.scope(scope), states: states, newestFirst: newestFirst, limit: limit))
    }

    func views(_ rows: [TaskRow]) throws -> [TaskView] {
        guard let reader else { return [] }
        return try TaskViews.load(rows, reader) { place.folder(of: $0) }
    }

    /// The task with the key, or the one whose id begins or ends so; of this queue only.
    ///
    /// Of several with the key the newest that was ever to be worked on is meant, not one that was skipped for its sake.
    ///
    /// - Throws: `task.not_found`.
    func task(_ part: String) throws -> TaskRow {
        guard let reader, let scope else { throw missing(part) }
        let keyed = try reader.tasks(TaskFilter(.scope(scope), key: part, newestFirst: true))
        if let row = keyed.first(where: { $0.state != .skipped && $0.state != .rejected }) ?? keyed.first { return row }
        let row = try reader.task(part)
        guard row.scope == scope else { throw missing(part) }
        return row
    }

    /// As the submissions say, of which the newest counts; before the first, as a queue is by itself.
    func view(events: [Entry] = []) throws -> QueueView {
        guard let reader, let scope else {
            return QueueView(
                folder: place.folder,
                scope: TaskScope(text: ""),
                limits: QueueBounds.standard,
                isPaused: false
            )
        }
        return QueueView(
            folder: place.folder,
            scope: scope,
            limits: try reader.batches(scope, limit: 1).first?.limits ?? QueueBounds.standard,
            isPaused: try reader.isPaused(scope),
            events: events
        )
    }

    private func missing(_ part: String) -> Report {
        Report(.taskNotFound, "the queue \(place.folder) has no task \(part)")
    }
}
