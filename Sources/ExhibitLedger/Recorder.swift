import ExhibitArchive
import ExhibitJSON
package import ExhibitModel
package import ExhibitRecord

/// The one who writes: every run goes through it, and nothing is sent before it has made the announcement durable.
///
/// Not cancellable: cancellation stops asking for work, never recording what happened.
package actor Recorder {
    private let executor = LedgerExecutor()
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    package nonisolated let home: Home
    package nonisolated let keys: Keys
    package nonisolated let identity: Identity
    package nonisolated let store: ContentStore
    /// Said to the user when a ledger of an older exhibit was migrated.
    package nonisolated let note: String?
    nonisolated let environment: Environment
    let writer: Writer
    private let heads: Heads
    private var session: OpenSession?
    /// Is told of every durable entry, in order.
    private var observer: (@Sendable (Entry, RunState?) -> Void)?
    /// By run, the attempt whose billing request this process was last given leave to send; 0 before the first.
    private var announced: [String: Int] = [:]
    /// When the first entry was written that no checkpoint covers.
    private(set) var dirtySince: Timestamp?
    private var owesCheckpoint = false
    private var signsEachRun = true
    private var waiting: [PendingWork] = []

    /// How long entries may wait for a checkpoint, in milliseconds.
    private static let dirtyLimit: Int64 = 60_000

    private struct OpenSession {
        let seq: Int64
        let lock: SessionLock
        var counts: [String: Int] = [:]

        mutating func count(_ entries: [Entry]) {
            for entry in entries { counts[entry.type.rawValue, default: 0] += 1 }
        }
    }

    /// Opens the home's ledger, making home, keys and ledger when there are none.
    ///
    /// ``repair()`` ends what a crash left; `lockSeconds` bounds the wait for another writer.
    package init(
        home: Home,
        name: String = "ledger",
        lockSeconds: Int = Writer.lockSeconds,
        _ environment: Environment
    ) async throws {
        let opened = try Opening.openOrCreate(home, name: name, lockSeconds, environment)
        self.home = home
        keys = opened.keys
        identity = opened.identity
        note = opened.copy.map { "the ledger was brought to this exhibit's tables; \($0) is how it was before" }
        self.environment = environment
        writer = opened.writer
        store = ContentStore(home)
        heads = Heads(home: home, ledger: identity.ledger, environment)
    }

    package func observe(_ observer: @escaping @Sendable (Entry, RunState?) -> Void) {
        self.observer = observer
    }

    /// The ULID that names this process's lock, once it has announced itself.
    var sessionID: String? { session?.lock.id.description }

    /// Announces this process in the ledger; the first append does so by itself.
    private func openSession() throws -> OpenSession {
        if let session { return session }
        let lock = try SessionLock(environment.makeID(), in: home)
        let announcement = SessionAnnouncement.make(lock.id, home: home, keys, heads, environment)
        let entries = try write(announcement, session: nil)
        guard let entry = entries.first else { throw LedgerError.notALedger(path: home.database) }
        var opened = OpenSession(seq: entry.seq, lock: lock)
        opened.count(entries)
        session = opened
        tell(entries)
        return opened
    }

    /// Ends the session with the counts of its own entries, and signs the tree.
    ///
    /// A run that an error left without an end gets one: nobody would look for it behind a session that closed. Tasks that
    /// are still claimed count as left, and others may take them over.
    package func close() throws {
        commitWaiting()
        guard var open = session else { return }
        let left = try StartupRepair.endings(writer, session: open.seq)
        for ending in left { open.counts[ending.draft.type.rawValue, default: 0] += 1 }
        let close = EntryDraft(.sessionClose, SessionAnnouncement.closing(open.counts))
        let entries = try write(Append(left.map(\.draft) + [close]), session: open.seq)
        session = nil
        tell(entries)
        render(left)
        try checkpoint()
        try open.lock.release()
    }

    /// A folder for one attempt's unfinished bytes.
    ///
    /// The session is announced first: who sweeps takes what is there without one for left behind.
    package func makeTemporary(_ attempt: String) throws -> String {
        _ = try openSession()
        return try store.makeTemporary(attempt)
    }

    /// Makes entries durable, with the bytes and private values that they name.
    ///
    /// What several tasks append at once is made durable together; one that cannot be made fails alone.
    @discardableResult
    package func append(_ append: Append) async throws -> [Entry] {
        try await self.append(append) { _ in }
    }

    /// As ``append(_:)``, unless `permitted` throws, which looks at the ledger inside the same transaction.
    private func append(
        _ append: Append,
        permitted: @escaping (LedgerTransaction) throws -> Void
    ) async throws -> [Entry] {
        if owesCheckpoint, append.drafts.contains(where: { $0.type == .requestIntent }) { try checkpoint() }
        let blobs = try writer.stage(append.blobs)
        return try await commit { transaction in
            try permitted(transaction)
            return try self.writer.append(append, blobs, transaction)
        }
    }

    /// Makes durable together what `body` appends and writes beside it.
    func transact<T: Sendable>(_ body: @escaping (TaskDesk, _ session: String) throws -> T) async throws -> T {
        try await commit { transaction in
            let desk = TaskDesk(transaction: transaction, environment: self.environment)
            return try body(desk, self.sessionID ?? "")
        }
    }

    private func commit<T: Sendable>(_ body: @escaping (LedgerTransaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            waiting.append(PendingWork(body, continuation))
            // Takes its turn behind those who ask for this actor already: their work is made durable with this.
            if waiting.count == 1 { Task { self.commitWaiting() } }
        }
    }

    private func commitWaiting() {
        let group = waiting
        waiting = []
        guard !group.isEmpty else { return }
        let faults: [(any Error)?]
        do {
            faults = try commit(group)
        } catch {
            faults = group.map { _ in error }
        }
        for (work, fault) in zip(group, faults) { work.finish(fault) }
        let age = dirtySince.map { environment.now().milliseconds - $0.milliseconds } ?? 0
        // The entries are durable; what cannot be signed now is signed, or told, when the session ends.
        if age >= Self.dirtyLimit { try? checkpoint() }
    }

    /// What was wrong with each; an error is one of them all.
    private func commit(_ group: [PendingWork]) throws -> [(any Error)?] {
        var open = try openSession()
        let time = environment.now()
        let (faults, entries) = try writer.transaction(session: open.seq, at: time) { transaction in
            (try transaction.perform(group), transaction.entries)
        }
        guard !entries.isEmpty else { return faults }
        dirtySince = dirtySince ?? time
        open.count(entries)
        session = open
        tell(entries)
        return faults
    }

    func write(_ append: Append, session: Int64?) throws -> [Entry] {
        let time = environment.now()
        let entries = try writer.append(append, session: session, at: time)
        dirtySince = dirtySince ?? time
        return entries
    }

    func tell(_ entries: [Entry]) {
        guard let observer else { return }
        for entry in entries { observer(entry, entry.run.flatMap { state(of: $0, at: entry.seq) }) }
    }

    private func state(of run: String, at seq: Int64) -> RunState? {
        // The entry is durable whether or not its state can be told.
        let word = try? writer.db.text(
            "SELECT to_state FROM transition WHERE run_id = ?1 AND entry <= ?2 ORDER BY n DESC LIMIT 1",
            [.text(run), .integer(seq)]
        )
        return word.flatMap(RunState.init(rawValue:))
    }

    /// Announces one attempt; the permit is the leave to send it.
    ///
    /// - Throws: `run.not_resumable` when another process has announced that attempt, or a later one: two that go on with
    ///   one run at once are told apart here, before either sends what the other has sent.
    package func announce(_ append: Append, run: String, attempt: Int) async throws -> Permit {
        let isOwn = announced[run] == attempt
        let entries = try await self.append(append) { transaction in
            guard !isOwn else { return }
            try Self.refuseSecond(attempt, of: run, transaction)
        }
        guard let started = entries.last(where: { $0.type == .attemptStarted }) else {
            throw RecordError.illegalTransition(run: run, from: "absent", entry: EntryType.attemptStarted.rawValue)
        }
        announced[run] = started.body["step"]?.int == 1 ? attempt : announced[run] ?? 0
        return Permit(entry: started.seq, attempt: "\(run).\(attempt)")
    }

    /// Whether this process was given leave to send something for the run: known even when the record cannot be read.
    package func hasAnnounced(_ run: String) -> Bool { announced[run] != nil }

    private static func refuseSecond(_ attempt: Int, of run: String, _ transaction: LedgerTransaction) throws {
        let sent = try transaction.db.integer("SELECT max(n) FROM attempt WHERE run_id = ?1", [.text(run)])
        guard let sent, sent >= attempt else { return }
        throw Report(
            .runNotResumable,
            "another process has sent attempt \(sent) of the run; nothing was sent here",
            hint: "exhibit runs show \(run.suffix(8)) tells what came of it"
        )
    }

    /// Signs the tree as it stands.
    package func checkpoint() throws {
        try writer.checkpoint(origin: identity.origin, key: keys.log, heads: heads, at: environment.now())
        owesCheckpoint = false
        dirtySince = nil
    }

    /// A run has ended: the tree is signed before the next one begins, or with the end of the session.
    package func checkpointBeforeNextRun() {
        owesCheckpoint = signsEachRun
    }

    /// Runs of a batch are signed together: when it is closed, with the session, or once entries have waited a minute.
    package func signRunsTogether() {
        signsEachRun = false
        owesCheckpoint = false
    }
}
