import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitQueue
import ExhibitRecord
import Synchronization

/// Shows work that goes on: a live table on a terminal, one line per change elsewhere, events for `--jsonl`.
final class WorkScreen: Sendable {
    let board = WorkBoard()
    private let context: CommandContext
    private let output: OutputOptions
    private let reporter: ProgressReporter
    private let workers: Int
    /// Lines of the table that stand on the terminal.
    private let drawn = Mutex(0)

    init(_ output: OutputOptions, workers: Int, _ context: CommandContext) {
        self.context = context
        self.output = output
        self.workers = workers
        reporter = ProgressReporter(context.console, output)
    }

    private var isTalking: Bool { !output.isMachine && !output.quiet && !output.verbose }
    private var isLive: Bool { isTalking && context.console.isErrorTerminal }

    /// A task as it stands before anything is done.
    func add(_ task: TaskView) {
        let row = task.row
        board.add(
            row.task,
            WatchedTask(
                place: row.place,
                name: row.name ?? String(row.task.suffix(8)),
                state: row.state,
                began: row.startedAt.flatMap { Timestamp(rfc3339: $0) },
                ended: row.endedAt.flatMap { Timestamp(rfc3339: $0) },
                verdict: task.result?.deciding?.verdict.rawValue,
                micros: row.spentMicros
            ),
            run: row.run
        )
    }

    /// One durable entry, told inside the recorder.
    @Sendable
    func tell(_ entry: Entry, _ state: RunState?) {
        if output.jsonl || output.verbose { reporter.tell(entry, state) }
        guard let task = board.take(entry), isTalking, !isLive else { return }
        context.console.error(Self.line(task, of: board.tasks.count) + "\n")
    }

    /// Something that is about no single task.
    func say(_ line: String) {
        guard !output.quiet, !output.isMachine else { return }
        erase()
        context.console.error(line + "\n")
    }

    /// Draws the table again and again until the task is cancelled; nothing where there is no terminal.
    func draw() async {
        guard isLive else { return }
        while !Task.isCancelled {
            redraw()
            do { try await Task.sleep(for: .milliseconds(200)) } catch { break }
        }
        erase()
    }

    static func line(_ task: WatchedTask, of total: Int) -> String {
        let digits = String(total).count
        let number = String(repeating: " ", count: max(0, digits - String(task.place).count)) + String(task.place)
        var words = ["[\(number)/\(total)]", task.name.padded(16), task.words]
        if task.state == .running, let attempt = task.attempt { words.append("attempt \(attempt)") }
        if let began = task.began, let ended = task.ended {
            words.append("\(ClosingLines.seconds(max(0, Int(ended.milliseconds - began.milliseconds)))) s")
        }
        if let detail = task.detail { words.append(detail) }
        return words.joined(separator: "  ")
    }

    @inline(never)
    private func redraw() {
        let size = context.console.errorSize
        let lines = WorkTable.lines(
            board.tasks,
            workers: workers,
            at: context.environment.now(),
            columns: size.columns,
            rows: min(size.rows - 1, 24)
        )
        drawn.withLock { count in
            context.console.error(Self.up(count) + lines.map { $0 + "\u{1B}[K\n" }.joined() + "\u{1B}[J")
            count = lines.count
        }
    }

    @inline(never)
    private func erase() {
        drawn.withLock { count in
            if count > 0 { context.console.error(Self.up(count) + "\u{1B}[J") }
            count = 0
        }
    }

    private static func up(_ lines: Int) -> String { lines > 0 ? "\u{1B}[\(lines)A\r" : "\r" }
}
