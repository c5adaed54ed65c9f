import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Synchronization

/// Says what is being recorded while it happens: events for `--jsonl`, entries for `--verbose`, states for people.
final class ProgressReporter: Sendable {
    private let console: Console
    private let options: OutputOptions
    private let lastLine = Mutex("")

    init(_ console: Console, _ options: OutputOptions) {
        self.console = console
        self.options = options
    }

    /// One durable entry, and the state of its run after it.
    func tell(_ entry: Entry, _ state: RunState?) {
        if options.jsonl { console.out(JSONText.compact(event(entry, state)) + "\n") }
        if options.verbose {
            console.error(EntryLine.of(entry) + "\n")
        } else if !options.isMachine, !options.quiet, let line = ProgressLine.of(entry), isNew(line) {
            console.error(console.isErrorTerminal ? "\r\u{1B}[K\(line)" : "\(line)\n")
        }
    }

    /// A change of what nobody is told is no change for whoever waits.
    private func isNew(_ line: String) -> Bool {
        lastLine.withLock { last in
            defer { last = line }
            return last != line
        }
    }

    /// Takes the progress line off the terminal.
    func finish() {
        if console.isErrorTerminal, !options.isMachine, !options.quiet, !options.verbose { console.error("\r\u{1B}[K") }
    }

    private func event(_ entry: Entry, _ state: RunState?) -> JSONValue {
        var event = JSONObject([
            ("schema", "exhibit.event/1"), ("ts", .string(entry.at.description)),
            ("run_id", entry.run.map(JSONValue.string) ?? .null),
            ("seq", .number(JSONNumber(entry.seq))), ("type", .string(entry.type.rawValue)),
            ("state", state.map { .string($0.rawValue) } ?? .null),
            ("attempt", entry.attempt.map(JSONValue.int) ?? .null),
            ("message", .string(EntryLine.summary(entry))),
        ])
        if entry.type.isAboutTasks {
            for key in ["task_id", "batch", "event", "to", "reason"] { event[key] = entry.body[key] }
        }
        // How far a job is, where its provider says so.
        for key in ["progress", "position"] { event[key] = entry.body[key] }
        return .object(event)
    }
}
