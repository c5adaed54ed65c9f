import ExhibitModel
import ExhibitRecord

/// Removes what processes that are gone left lying about in the home: lock files, and unfinished bytes.
///
/// A process makes nothing in the home before it holds its session's lock, so that what lies there while no other lock
/// is held is nobody's.
struct StartupSweep {
    private let writer: Writer
    private let store: ContentStore
    private let own: String?

    /// `own` is the session of this process, when it has one.
    init(_ writer: Writer, own: String?) {
        self.writer = writer
        store = writer.store
        self.own = own
    }

    func perform() throws {
        // Looked at before the locks: who made one of these holds a lock by now, or is gone.
        let unfinished = store.unfinished()
        let isAlone = try removeLocks() && own == nil
        guard isAlone else { return }
        for name in unfinished where try !isAwaited(name) { store.removeUnfinished(name) }
    }

    /// Whether no other process is at work.
    private func removeLocks() throws -> Bool {
        var isAlone = true
        for name in RegularFile.names(in: writer.home.sessions) where name.hasSuffix(".lock") {
            let id = String(name.dropLast(5))
            guard id != own, ULID(id) != nil else { continue }
            guard let lock = try SessionLock(takingOver: id, in: writer.home) else {
                isAlone = false
                continue
            }
            // One that its process did not close is repaired first.
            guard try !isOpen(id) else { continue }
            try lock.release()
        }
        return isAlone
    }

    private func isOpen(_ session: String) throws(SQLiteError) -> Bool {
        try writer.db.integer("SELECT 1 FROM session WHERE closed_at IS NULL AND id = ?1", [.text(session)]) != nil
    }

    /// Whether `reconcile` may still find a complete reply there.
    private func isAwaited(_ name: String) throws(SQLiteError) -> Bool {
        let run = name.prefix { $0 != "." }
        let state = try writer.db.text("SELECT state FROM run WHERE run_id = ?1", [.text(String(run))])
        return state == RunState.unknownOutcome.rawValue
    }
}
