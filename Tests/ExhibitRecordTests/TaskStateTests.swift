import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitRecord

@Suite struct TaskStateTests {
    private static func entry(
        _ event: TaskEvent?,
        from: TaskState?,
        to: TaskState?,
        consent: Bool = false,
        more: JSONObject = [:]
    ) -> Entry {
        var body: JSONObject = ["task_id": "T", "batch": "B"]
        for key in more.keys { body[key] = more[key] }
        if let event { body["event"] = .string(event.rawValue) }
        body["from"] = from.map { .string($0.rawValue) }
        body["to"] = to.map { .string($0.rawValue) }
        if consent { body["consent"] = true }
        return Entry(seq: 9, at: Timestamp(milliseconds: 0), session: 1, EntryDraft(.taskState, task: "cat", body))
    }

    @Test func `the table of task states is the one that was agreed`() throws {
        var lines: [String] = []
        for event in TaskEvent.allCases {
            for to in TaskState.allCases {
                if TaskState.initial(Self.entry(event, from: nil, to: to)) == to {
                    lines.append("absent | \(event.rawValue) | \(to.rawValue)")
                }
            }
        }
        for state in TaskState.allCases {
            for event in TaskEvent.allCases {
                let without = TaskState.allCases.filter { state.after(Self.entry(event, from: state, to: $0)) == $0 }
                let with = TaskState.allCases.filter {
                    state.after(Self.entry(event, from: state, to: $0, consent: true)) == $0
                }
                let words = with.map { $0.rawValue + (without.contains($0) ? "" : " (with consent)") }
                let told = words.isEmpty ? "refused" : words.joined(separator: ", ")
                lines.append("\(state.rawValue) | \(event.rawValue) | \(told)")
            }
        }
        try Golden.expect(lines.map { $0 + "\n" }.joined(), is: "task-transitions.txt")
    }

    @Test(arguments: TaskState.allCases)
    func `an entry from another state, without a word or with one that is not known, is refused`(state: TaskState) {
        for event in TaskEvent.allCases {
            for to in TaskState.allCases {
                for from in TaskState.allCases where from != state {
                    #expect(state.after(Self.entry(event, from: from, to: to, consent: true)) == nil)
                }
                #expect(state.after(Self.entry(event, from: nil, to: to, consent: true)) == nil)
                #expect(state.after(Self.entry(nil, from: state, to: to, consent: true)) == nil)
                #expect(TaskState.initial(Self.entry(event, from: state, to: to)) == nil)
            }
            #expect(state.after(Self.entry(event, from: state, to: nil)) == nil)
            let odd = Self.entry(nil, from: state, to: .queued, more: ["event": "somehow"])
            #expect(state.after(odd) == nil)
        }
    }

    @Test(arguments: TaskState.allCases)
    func `what is no step of a task moves nothing, and starts nothing`(state: TaskState) {
        for type in EntryType.allCases where type != .taskState {
            let other = Entry(seq: 1, at: Timestamp(milliseconds: 0), session: 1, EntryDraft(type, ["to": "queued"]))
            #expect(state.after(other) == state)
            #expect(TaskState.initial(other) == nil)
        }
    }

    @Test func `a task that completed is never left, and one that may be billed again only with consent`() {
        for event in TaskEvent.allCases {
            for to in TaskState.allCases {
                #expect(TaskState.completed.after(Self.entry(event, from: .completed, to: to, consent: true)) == nil)
                for state in TaskState.needsConsent where to == .queued {
                    #expect(state.after(Self.entry(event, from: state, to: to)) == nil)
                }
            }
        }
    }

    @Test func `a replay keeps what was submitted, the run, and every step`() throws {
        let first = Self.entry(.submitted, from: nil, to: .queued, more: ["n": 3, "task_key": "k"])
        var replay = try #require(TaskReplay(first))
        #expect(replay.name == "cat" && replay.key == "k" && replay.place == 3 && replay.run == nil)
        try replay.apply(Self.entry(.claimed, from: .queued, to: .running, more: ["run": "R"]))
        try replay.apply(Self.entry(.requeued, from: .running, to: .queued, more: ["reason": "parked"]))
        #expect(replay.run == "R" && replay.state == .queued)
        #expect(replay.transitions.map(\.to) == [.queued, .running, .queued])
        #expect(replay.transitions.map(\.reason) == [nil, nil, "parked"])
        #expect(throws: RecordError.illegalTaskTransition(task: "T", from: "queued", event: "ended")) {
            try replay.apply(Self.entry(.ended, from: .running, to: .failed))
        }
        #expect(throws: RecordError.self) {
            try replay.apply(Self.entry(.claimed, from: .queued, to: .running, more: ["batch": "other"]))
        }
        #expect(replay.state == .queued && replay.transitions.count == 3)
    }

    @Test func `a batch counts its tasks, and knows a wrong count`() throws {
        func made(_ type: EntryType, _ body: JSONObject) -> Entry {
            Entry(seq: 1, at: Timestamp(milliseconds: 0), session: 1, EntryDraft(type, body))
        }
        var batch = try #require(BatchReplay(made(.batchOpened, ["batch": "B"])))
        batch.put("a", .completed)
        batch.put("b", .queued)
        #expect(batch.counts.active == 1 && batch.counts.total == 2)
        batch.put("b", .failed)
        #expect(batch.counts[.failed] == 1 && batch.counts.active == 0)
        let said = batch.close(made(.batchClosed, ["batch": "B", "counts": .object(batch.counts.object)]))
        #expect(said)
        var wrong = batch.counts
        wrong[.completed] = 2
        let lie = made(.batchClosed, ["batch": "B", "counts": .object(wrong.object)])
        let isTrue = batch.close(lie)
        #expect(!isTrue)
        #expect(batch.counts.object.count == TaskState.allCases.count)
    }
}
