import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitRecord

@Suite struct RunStateTests {
    private static func entry(_ type: EntryType, _ body: JSONObject) -> Entry {
        Entry(seq: 9, at: Timestamp(milliseconds: 0), session: 1, EntryDraft(type, run: "R", body))
    }

    /// Every shape of entry that the table looks at, by the words that stand for it.
    private static let shapes: [(words: String, entry: Entry)] = {
        var shapes: [(String, Entry)] = [
            ("request.intent", entry(.requestIntent, [:])),
            ("attempt.started step 0", entry(.attemptStarted, ["step": 0])),
            ("attempt.started step 1", entry(.attemptStarted, ["step": 1])),
            ("attempt.started step 2", entry(.attemptStarted, ["step": 2])),
            ("attempt.failed", entry(.attemptFailed, ["step": 1])),
            ("attempt.failed not_before", entry(.attemptFailed, ["step": 1, "not_before": "t"])),
            ("job.submitted", entry(.jobSubmitted, [:])),
            ("job.status queued", entry(.jobStatus, ["state": "queued"])),
            ("job.status running", entry(.jobStatus, ["state": "running"])),
            ("artifact.stored input", entry(.artifactStored, ["role": "input", "n": 1, "of": 1])),
            ("artifact.stored output 1 of 2", entry(.artifactStored, ["role": "output", "n": 1, "of": 2])),
            ("artifact.stored output 2 of 2", entry(.artifactStored, ["role": "output", "n": 2, "of": 2])),
        ]
        for kind in ["result", "error", "partial", "media", "redirect", "prepare", "job", "check"] {
            shapes.append(("response.received \(kind)", entry(.responseReceived, ["kind": .string(kind)])))
        }
        for outcome in ["recovered", "lost", "still_unknown", "other"] {
            shapes.append(("reconcile \(outcome)", entry(.reconcile, ["outcome": .string(outcome)])))
        }
        for type in EntryType.allCases where !shapes.contains(where: { $0.0.hasPrefix(type.rawValue) }) {
            guard type != .runState else { continue }
            shapes.append((type.rawValue, entry(type, [:])))
        }
        return shapes
    }()

    private static func move(_ from: RunState, _ to: RunState, _ event: String) -> Entry {
        entry(.runState, ["from": .string(from.rawValue), "to": .string(to.rawValue), "event": .string(event)])
    }

    @Test func `the table of transitions is the one that was agreed`() throws {
        var lines: [String] = []
        for state in RunState.allCases {
            for shape in Self.shapes {
                let next = state.after(shape.entry)
                let word = next == nil ? "refused" : next == state ? "stays" : next?.rawValue ?? ""
                lines.append("\(state.rawValue) | \(shape.words) | \(word)")
            }
            for to in RunState.allCases {
                let ends = state.after(Self.move(state, to, to.rawValue)) == to
                let resumes = state.after(Self.move(state, to, "resumed")) == to
                if ends { lines.append("\(state.rawValue) | run.state \(to.rawValue) | \(to.rawValue)") }
                if resumes { lines.append("\(state.rawValue) | run.state resumed | \(to.rawValue)") }
            }
        }
        try Golden.expect(lines.map { $0 + "\n" }.joined(), is: "transitions.txt")
    }

    @Test(arguments: RunState.allCases)
    func `a state entry from another state, or with another event, is refused`(state: RunState) {
        for from in RunState.allCases where from != state {
            for to in RunState.allCases {
                #expect(state.after(Self.move(from, to, to.rawValue)) == nil)
                #expect(state.after(Self.move(from, to, "resumed")) == nil)
            }
        }
        for to in RunState.allCases { #expect(state.after(Self.move(state, to, "somehow")) == nil) }
        #expect(state.after(Self.entry(.runState, [:])) == nil)
    }

    /// formats.md, "Ended states and who may leave them".
    private static let exits: [RunState: Set<RunState>] = [
        .failed: [.submitting, .receiving, .polling], .interrupted: [.submitting], .timedOut: [.polling],
        .unknownOutcome: [.submitting, .recorded, .failed],
    ]

    @Test(arguments: RunState.allCases.filter(\.isEnded))
    func `an ended state is left by a person's word only, and only to where it may go`(state: RunState) {
        var reached: Set<RunState> = []
        for shape in Self.shapes {
            guard let next = state.after(shape.entry), next != state else { continue }
            #expect(shape.entry.type == .reconcile, "\(shape.words) leaves \(state.rawValue)")
            reached.insert(next)
        }
        for to in RunState.allCases where to != state {
            #expect(state.after(Self.move(state, to, to.rawValue)) == nil)
            if let next = state.after(Self.move(state, to, "resumed")) { reached.insert(next) }
        }
        #expect(reached == Self.exits[state] ?? [])
    }

    @Test func `only an intent begins a run`() {
        for shape in Self.shapes {
            #expect(RunState.initial(shape.entry) == (shape.entry.type == .requestIntent ? .planned : nil))
        }
    }

    @Test(arguments: [
        RunState.waiting, .polling, .receiving, .recorded, .succeeded, .failed, .cancelled, .unknownOutcome,
    ])
    func `a request that may bill is not sent where an answer is due or known`(state: RunState) {
        #expect(state.after(Self.entry(.attemptStarted, ["step": 1])) == nil)
    }
}
