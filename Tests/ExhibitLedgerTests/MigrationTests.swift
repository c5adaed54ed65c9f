import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitLedger

/// Ledgers whose tables an older exhibit made.
@Suite struct MigrationTests {
    private let sample: SampleHome
    private let run: Drafts

    init() throws {
        sample = try SampleHome()
        run = Drafts(sample.environment.makeID().description)
    }

    /// The projections of schema 1, as they were released.
    private static let projections = """
        CREATE TABLE run(run_id TEXT PRIMARY KEY, task_name TEXT, task_key TEXT, batch_id TEXT, provider TEXT, dialect TEXT,
            model TEXT, mode TEXT, route TEXT, input_images TEXT, bytes INTEGER, state TEXT NOT NULL, attempts INTEGER NOT NULL,
            started_at TEXT NOT NULL, ended_at TEXT, policy TEXT, verdict TEXT, grade TEXT, session INTEGER, simulated INTEGER)
            STRICT, WITHOUT ROWID;
        CREATE INDEX run_open ON run(state) WHERE state IN ('planned','submitting','waiting','polling','receiving','recorded');
        CREATE TABLE task(task_id TEXT PRIMARY KEY, task_key TEXT, batch_id TEXT, run_id TEXT, state TEXT NOT NULL,
            entry INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE batch(batch_id TEXT PRIMARY KEY, name TEXT, opened_at TEXT NOT NULL, closed_at TEXT) STRICT, WITHOUT ROWID;
        """

    /// A ledger with one run; its tables are then those of schema 1, with the rows that its program would have written.
    private func makeOld() async throws {
        let recorder = try await sample.recorder()
        let intent = run.draft(.requestIntent, ["inputs": [], "provider": "happy", "request_tag": "tag"])
        let stored = run.stored(SHA256.hash([1]))
        try await recorder.append(
            Append([intent, run.started, run.answered, stored, run.state(.recorded, .succeeded)])
        )
        try await recorder.close()
        let db = try sample.stranger()
        try db.execute("ALTER TABLE run RENAME TO old_run; DROP INDEX run_open; DROP INDEX run_request")
        for table in [
            "task", "task_entry", "batch", "lease", "task_wish", "queue_pause", "provider_park", "token_bucket",
        ] {
            try db.execute("DROP TABLE \(table)")
        }
        try db.execute(Self.projections)
        try db.execute(
            """
            INSERT INTO run SELECT run_id, task_name, task_key, batch_id, provider, dialect, model, mode, route, input_images,
                bytes, state, attempts, started_at, ended_at, policy, verdict, grade, session, simulated FROM old_run;
            DROP TABLE old_run; PRAGMA user_version=1;
            """
        )
    }

    private func differences() throws -> [ProjectionDifference] {
        try [ProjectionPart.runs, .ledger].flatMap { part in
            let reader = try AuditReader(sample.home, sample.environment)
            let rebuild = try ProjectionRebuild(reader, part)
            try reader.forEachEntry { index, bytes in
                let entry = try Entry(parsing: bytes, at: index)
                if part == .ledger || entry.run != nil { try rebuild.apply([entry]) }
            }
            return try rebuild.settle()
        }
    }

    private var copies: [String] {
        RegularFile.names(in: sample.home.path).filter { $0.hasPrefix("ledger.v") }.sorted()
    }

    @Test func `an old ledger is read and audited as it is`() async throws {
        try await makeOld()
        let reader = try sample.reader()
        #expect(try reader.runs(RunFilter()).map(\.run) == [run.run])
        #expect(try reader.tasks(TaskFilter()) == [] && reader.batches() == [] && reader.taskCounts(nil).total == 0)
        #expect(try reader.isPaused(SampleHome.scope) == false && reader.leases(SampleHome.scope) == [:])
        #expect(throws: Report.self) { try reader.task("anything") }
        #expect(try differences() == [])
        #expect(copies == [])
        try sample.stranger().execute("UPDATE run SET provider = 'other'")
        #expect(try differences().map(\.table) == ["run"])
    }

    @Test func `the first to write migrates it, and keeps it as it was`() async throws {
        try await makeOld()
        let before = try sample.entries()
        let recorder = try await sample.recorder()
        #expect(recorder.note?.contains("ledger.v1.sqlite") == true)
        #expect(copies == ["ledger.v1.sqlite"])
        #expect(RegularFile.facts(sample.home.path + "/ledger.v1.sqlite")?.mode == 0o600)
        #expect(try sample.entries() == before)
        #expect(try differences() == [])
        _ = try await recorder.submit(sample.tasks("a"), sample)
        #expect(try await recorder.work() == .completed)
        // Requests of that time can be used again.
        #expect(try sample.stranger().text("SELECT request_tag FROM run WHERE run_id = ?1", [.text(run.run)]) == "tag")
        #expect(try await sample.recorder().note == nil)
        #expect(copies == ["ledger.v1.sqlite"])
    }

    @Test func `the copy is a ledger of its own, and is migrated as one`() async throws {
        try await makeOld()
        _ = try await sample.recorder()
        let copy = sample.home.path + "/ledger.v1.sqlite"
        let db = try SQLiteConnection(copy, .immutable)
        #expect(try db.integer("PRAGMA user_version") == 1 && db.text("PRAGMA integrity_check") == "ok")
        for suffix in ["-wal", "-shm"] { try RegularFile.remove(sample.home.database + suffix) }
        try RegularFile.rename(copy, to: sample.home.database)
        #expect(try await sample.recorder().note != nil)
        #expect(copies == ["ledger.v1.sqlite"])
        // A second one stands beside the first.
        try sample.stranger().execute("PRAGMA user_version=1; DROP TABLE lease; DROP TABLE task_wish")
        for table in ["queue_pause", "provider_park", "token_bucket"] {
            try sample.stranger().execute("DROP TABLE \(table)")
        }
        _ = try await sample.recorder()
        #expect(copies == ["ledger.v1-2.sqlite", "ledger.v1.sqlite"])
    }

    @Test func `a process of the older program is waited for, and nothing is changed under it`() async throws {
        try await makeOld()
        let alive = try SessionLock(sample.environment.makeID(), in: sample.home)
        let path = SessionLock.path(alive.id.description, sample.home)
        await #expect(throws: LedgerError.locked(path: path, seconds: 0)) { try await sample.recorder(lockSeconds: 0) }
        #expect(copies == [])
        #expect(try sample.reader().schema == 1)
        try alive.release()
        _ = try await sample.recorder(lockSeconds: 0)
        #expect(try sample.reader().schema == Schema.version)
    }

    @Test func `two processes that find it old migrate it once`() async throws {
        try await makeOld()
        let sample = sample
        async let one = sample.recorder()
        async let two = sample.recorder()
        let notes = try await [one.note, two.note]
        #expect(notes.compactMap(\.self).count == 1)
        #expect(copies == ["ledger.v1.sqlite"])
    }

    @Test func `rebuilding an old ledger migrates it`() async throws {
        try await makeOld()
        #expect(try LedgerRebuild.perform(sample.home) == sample.reader().size())
        #expect(copies == ["ledger.v1.sqlite"])
        #expect(try differences() == [])
        #expect(try LedgerRebuild.perform(sample.home) == sample.reader().size())
    }

    @Test func `tables of tasks are made again from the entries`() async throws {
        let recorder = try await sample.recorder()
        var tasks = sample.tasks("a", "b", "c", "a")
        tasks[2].after = ["b"]
        let batch = sample.batch(BatchLimits(maxWorkers: 2, maxImages: 2))
        _ = try await recorder.submit(batch, tasks)
        try await recorder.work()
        try await recorder.work(.failed)
        _ = try await recorder.next()
        _ = try await recorder.closeBatch(batch.id.description)
        _ = try await recorder.retry([RetriedTask(tasks[1].id.description, keepsRun: false)])
        _ = try await recorder.next()
        #expect(try differences() == [])
        let rows = try sample.rows()
        try sample.stranger().execute(
            "UPDATE task SET state = 'completed' WHERE task_key = 'c'; DELETE FROM task_entry WHERE seq = 4; UPDATE batch SET spent_images = 0"
        )
        #expect(try differences().map(\.table) == ["task", "task_entry", "batch"])
        _ = try LedgerRebuild.perform(sample.home)
        #expect(try differences() == [])
        #expect(try sample.rows() == rows)
    }
}
