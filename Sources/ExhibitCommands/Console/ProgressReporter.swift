import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Says what is being recorded while it happens: events for `--jsonl`, entries for `--verbose`, states for people.
struct ProgressReporter: Sendable {
    private let console: Console
    private let options: OutputOptions

    init(_ console: Console, _ options: OutputOptions) {
        self.console = console
        self.options = options
    }

    /// One durable entry, and the state of its run after it.
    func tell(_ entry: Entry, _ state: RunState?) {
        if options.jsonl { console.out(JSONText.compact(event(entry, state)) + "\n") }
        if options.verbose {
            console.error(EntryLine.of(entry) + "\n")
        } else if !options.isMachine, !options.quiet, let line = Self.line(entry) {
            console.error(console.isErrorTerminal ? "\r\u{1B}[K\(line)" : "\(line)\n")
        }
    }

    /// Takes the progress line off the terminal.
    func finish() {
        if console.isErrorTerminal, !options.isMachine, !options.quiet, !options.verbose { console.error("\r\u{1B}[K") }
    }

    private func event(_ entry: Entry, _ state: RunState?) -> JSONValue {
        .object(
            JSONObject([
                ("schema", "exhibit.event/1"), ("ts", .string(entry.at.description)),
                ("run_id", entry.run.map(JSONValue.string) ?? .null),
                ("seq", .number(JSONNumber(entry.seq))), ("type", .string(entry.type.rawValue)),
                ("state", state.map { .string($0.rawValue) } ?? .null),
                ("attempt", entry.attempt.map(JSONValue.int) ?? .null),
                ("message", .string(EntryLine.summary(entry))),
            ])
        )
    }

    /// What a person waits for; an image may take two minutes.
    private static func line(_ entry: Entry) -> String? {
        switch entry.type {
        case .attemptStarted where entry.body["step"]?.int == 1:
            "submitting  attempt \(entry.attempt ?? 0), an image may take 2 minutes"
        case .attemptStarted: "fetching    \(entry.body["origin"]?.string ?? "")"
        case .attemptFailed:
            "attempt \(entry.attempt ?? 0) failed  \(entry.body["message"]?.string ?? "")\(entry.body["not_before"]?.string.map { ", again at \($0)" } ?? "")"
        case .responseReceived: "receiving   HTTP \(entry.body["status"]?.int ?? 0)"
        default: nil
        }
    }
}
