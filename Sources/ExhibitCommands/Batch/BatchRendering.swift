import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// Keeps a batch's folder as the ledger has the batch: `batch_request.json` first, then each task's files and
/// `batch_result.json` as tasks end, at most once a second.
///
/// Nothing here is the record: what cannot be written now is written by the next rendering.
actor BatchRendering {
    private let home: Home
    private let environment: Environment
    private let batch: OpenBatch
    private let jobLog: String?
    /// Views of tasks that have ended, by their ids.
    private var views: [String: TaskView] = [:]
    private var written: [String: Int64] = [:]
    private var lastTime: ContinuousClock.Instant?

    private static let pause = Duration.seconds(1)

    init(_ batch: OpenBatch, home: Home, jobLog: String?, _ environment: Environment) {
        self.batch = batch
        self.home = home
        self.jobLog = jobLog
        self.environment = environment
    }

    /// Writes the folder again, if that is due.
    func touch() {
        if let lastTime, .now - lastTime < Self.pause { return }
        _ = try? render()
    }

    /// Writes what has changed, and returns how everything stands.
    @discardableResult
    func render() throws -> (batch: BatchView, tasks: [TaskView]) {
        lastTime = .now
        let (view, tasks) = try load()
        try WorkFolder.write(BatchFiles.files(tasks, view), into: batch.folder)
        for task in tasks where written[task.row.task] != task.row.entry {
            try WorkFolder.write(TaskFiles.files(task, taskName: "batch_task.json"), into: task.folder)
            written[task.row.task] = task.row.entry
        }
        if let jobLog { try RegularFile.replace(jobLog, with: Array(JobLog.text(tasks).utf8), durable: false) }
        return (view, tasks)
    }

    /// How everything stands, in the order of the manifest, whatever the order in which tasks ended.
    func load() throws -> (batch: BatchView, tasks: [TaskView]) {
        let reader = try Reader(home, environment)
        let all = try reader.tasks(TaskFilter(batch.target))
        let (folder, total) = (batch.folder, all.map(\.place).max() ?? all.count)
        let changed = all.filter { views[$0.task]?.row != $0 }
        for view in try TaskViews.load(
            changed,
            reader,
            folder: { "\(folder)/\(BatchFiles.folder(of: $0, total: total))" }
        ) {
            views[view.row.task] = view
        }
        // A run goes on while nothing is said about its task.
        let tasks = batch.tasks.compactMap { views[$0] }
        for task in tasks where task.row.state.isActive { views[task.row.task] = nil }
        return (BatchView(row: try reader.batch(batch.id), folder: batch.folder, notes: batch.notes), tasks)
    }
}
