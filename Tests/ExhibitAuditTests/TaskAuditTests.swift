import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitAudit

/// What the audit makes of entries about tasks: those of the program, and those that it would never write.
@Suite struct TaskAuditTests {
    private let ledger: SampleLedger

    init() throws { ledger = try SampleLedger() }

    private static let batch = "01KAHC0000000000000000000B"
    private static let scope = TaskScope(text: "queue:test")

    private static func entry(_ name: String) throws -> Entry {
        func made(_ type: EntryType, _ body: JSONObject) -> Entry {
            Entry(seq: 9, at: Timestamp(milliseconds: 0), session: 1, EntryDraft(type, body))
        }
        func step(_ event: String, _ from: String?, _ to: String, task: String = "T", more: JSONObject = [:]) -> Entry {
            var body: JSONObject = ["task_id": .string(task), "batch": .string(batch), "event": .string(event)]
            body["from"] = from.map(JSONValue.string)
            body["to"] = .string(to)
            for key in more.keys { body[key] = more[key] }
            return made(.taskState, body)
        }
        let counts = TaskCounts([.queued]).object
        return switch name {
        case "opened": made(.batchOpened, ["batch": .string(batch)])
        case "submitted": step("submitted", nil, "queued", more: ["unheard_of": "a word of a later version"])
        case "another": step("submitted", nil, "queued", task: "U")
        case "claimed": step("claimed", "queued", "running", more: ["run": "R"])
        case "claimed by another": step("claimed", "queued", "running", task: "U", more: ["run": "R"])
        case "completed": step("ended", "running", "completed")
        case "leapt": step("ended", "queued", "completed")
        case "reused": step("reused", nil, "completed", more: ["reused_run": "R"])
        case "elsewhere": step("claimed", "queued", "running", more: ["batch": "other"])
        case "succeeded":
            Entry(
                seq: 9,
                at: Timestamp(milliseconds: 0),
                session: 1,
                EntryDraft(.runState, run: "R", ["to": "succeeded"])
            )
        case "counted": made(.batchClosed, ["batch": .string(batch), "counts": .object(counts)])
        case "closed elsewhere": made(.batchClosed, ["batch": "other", "counts": .object(counts)])
        case "spent": made(.budgetSettled, ["batch": .string(batch), "task_id": "nobody", "images": 1])
        default: throw Report(.internalError, name)
        }
    }

    @Test(arguments: [
        (["opened", "submitted", "claimed", "succeeded", "completed"], nil),
        (["opened", "succeeded", "reused"], nil),
        (["opened", "submitted", "counted"], nil),
        (["submitted"], "batch that was never opened"),
        (["opened", "opened"], "opened before"),
        (["opened", "submitted", "submitted"], "task T is queued: submitted cannot follow"),
        (["opened", "claimed"], "task T is absent: claimed cannot follow"),
        (["opened", "submitted", "leapt"], "task T is queued: ended cannot follow"),
        (["opened", "submitted", "elsewhere"], "batch that was never opened"),
        (["opened", "submitted", "claimed", "completed"], "no run of it had succeeded"),
        (["opened", "reused"], "no run of it had succeeded"),
        (["opened", "submitted", "another", "claimed", "claimed by another"], "both name the run R"),
        (["opened", "submitted", "another", "counted"], "does not count the batch's tasks"),
        (["opened", "closed elsewhere"], "closes a batch that was never opened"),
        (["opened", "spent"], "money of a task that was not submitted"),
    ])
    func `a step that cannot be is a finding, an unknown field is none`(names: [String], words: String?) throws {
        var check = TaskCheck()
        var report = AuditReport(.home, path: "home")
        for name in names { check.take(try Self.entry(name), &report) }
        #expect(report.findings.map(\.check) == (words == nil ? [] : [.task]))
        if let words { #expect(report.findings.first?.message.contains(words) == true) }
    }

    /// A batch of which one task completed, one was skipped, and one waits; returns the run.
    private func record() async throws -> String {
        let recorder = try await Recorder(home: ledger.home, ledger.environment)
        let batch = NewBatch(
            id: ledger.environment.makeID(),
            kind: .queue,
            scope: Self.scope,
            limits: BatchLimits(maxWorkers: 1, maxImages: 9)
        )
        let tasks = ["a", "a", "b"].enumerated().map { index, key in
            NewTask(
                id: ledger.environment.makeID(),
                order: "{\"prompt\":\"An orange cat\"}",
                place: index + 1,
                name: "cat",
                key: key
            )
        }
        _ = try await recorder.submit(batch, tasks)
        guard case .task(let task) = try await recorder.claim(Self.scope, worker: "w", ClaimLimits(maxWorkers: 1))
        else {
            throw Report(.internalError, "no task")
        }
        var run = SampleRun()
        run.id = task.run
        _ = try await run.record(recorder, ledger.folder, ledger.environment)
        _ = try await recorder.end(task.lease, TaskEnd(.completed, images: 1))
        try await recorder.close()
        return task.run
    }

    @Test func `a home with tasks is whole, and so are its bundles`() async throws {
        let run = try await record()
        let report = try await LedgerAudit(depth: .everything).verify(ledger.home, ledger.environment)
        #expect(report.findings == [])
        #expect(report.counts[.tasks] == 3 && report.counts[.batches] == 1)
        let reader = try Reader(ledger.home, ledger.environment)
        #expect(try reader.task(ofRun: run)?.state == .completed)
        for runs in [[], [run]] {
            var request = ExportRequest()
            request.runs = runs
            request.folder = "bundle-\(runs.count)"
            let result = try await Export(ledger.home, secrets: [], ledger.environment).perform(request)
            let bundle = try BundleAudit().verify(result.folder)
            #expect(bundle.findings == [])
            // A part has the steps that name its runs, and cannot count the others.
            #expect(bundle.counts[.tasks] == (runs.isEmpty ? 3 : 0))
        }
    }

    @Test(arguments: [
        ("UPDATE task SET state = 'failed' WHERE n = 1", "task"), ("DELETE FROM task WHERE n = 3", "task"),
        ("DELETE FROM task_entry WHERE seq = (SELECT max(seq) FROM task_entry)", "task_entry"),
        ("UPDATE batch SET name = 'other'", "batch"),
        ("UPDATE run SET request_tag = 'other'", "run"),
    ])
    func `a row that the entries do not make is found`(statement: String, table: String) async throws {
        _ = try await record()
        try Tampering.sql(ledger.home, statement + ";")
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(report.findings.contains { $0.check == .projection && $0.message.hasPrefix("table \(table)") })
    }

    @Test func `an entry of a task that was changed breaks the tree, and its steps`() async throws {
        _ = try await record()
        try Tampering.sql(
            ledger.home,
            """
            UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '"event":"claimed"', '"event":"retried"') AS BLOB);
            """
        )
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(Set(report.findings.map(\.check)).isSuperset(of: [.tree, .task]))
        #expect(report.findings.contains { $0.message.contains("retried cannot follow") })
    }
}
