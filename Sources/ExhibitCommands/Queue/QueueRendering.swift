import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// Keeps a queue's state directory as the ledger has the queue, at most once a second.
///
/// Nothing here is the record: what is torn, missing or out of date is written again by the next rendering, of whatever
/// process.
actor QueueRendering {
    private let place: QueuePlace
    private let environment: Environment
    /// What was rendered of each task, by its newest entry and the state that is shown.
    private var rendered: [String: Rendered] = [:]
    private var lastTime: ContinuousClock.Instant?
    private var lastStanding: Standing?

    private static let pause = Duration.seconds(1)

    private struct Rendered {
        let view: TaskView
        let events: [Entry]
    }

    /// What the files about all tasks depend on.
    private struct Standing: Hashable {
        let states: [String: TaskState]
        let entries: [Int64]
        let isPaused: Bool
    }

    init(_ place: QueuePlace, _ environment: Environment) {
        self.place = place
        self.environment = environment
    }

    /// Renders again, if that is due; what cannot be written now is written later.
    func touch() {
        if let lastTime, .now - lastTime < Self.pause { return }
        try? render()
    }

    /// Touches again and again until the task is cancelled, for what other processes change.
    func follow() async {
        while !Task.isCancelled {
            do { try await Task.sleep(for: Self.pause) } catch { return }
            touch()
        }
    }

    /// Writes what has changed.
    func render() throws {
        lastTime = .now
        let contents = try QueueContents(place, environment)
        guard let reader = contents.reader else { return }
        let rows = try contents.rows()
        var changed: [TaskView] = []
        for row in rows {
            if let old = rendered[row.task], old.view.row == row, old.view.state == reader.shownState(row) { continue }
            let view = try contents.views([row])[0]
            rendered[row.task] = Rendered(view: view, events: try reader.entries(ofTask: row.task))
            changed.append(view)
        }
        try writeTasks(changed)
        let queue = try contents.view()
        let standing = Standing(
            states: rendered.mapValues(\.view.state),
            entries: rows.map(\.entry),
            isPaused: queue.isPaused
        )
        guard standing != lastStanding else { return }
        let all = rows.compactMap { rendered[$0.task] }
        let events = all.flatMap(\.events).sorted { $0.seq < $1.seq }
        try WorkFolder.write(
            QueueFiles.files(all.map(\.view), try contents.view(events: events)),
            into: place.folder
        )
        lastStanding = standing
    }

    private func writeTasks(_ tasks: [TaskView]) throws {
        for task in tasks { try WorkFolder.write(TaskFiles.files(task, taskName: "task.json"), into: task.folder) }
    }
}
