import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// What processes that are gone have left, and how to tell.
extension Recorder {
    /// Ends what processes left open that are gone: nothing is sent again, and no state is guessed.
    ///
    /// Returns the runs that were ended.
    package func repair() throws -> [String] {
        var ended: [StartupRepair.Ending] = []
        for (seq, id) in try StartupRepair.openSessions(writer) where id != sessionID {
            guard let lock = try SessionLock(takingOver: id, in: home) else { continue }
            // It may have ended, or been repaired, between the look at the table and the lock.
            if try StartupRepair.isOpen(writer, session: seq) {
                let runs = try StartupRepair.endings(writer, session: seq, isRecovered: true)
                let close = EntryDraft(.sessionClose, ["recovered": true, "session": .string(id)])
                tell(try write(Append(runs.map(\.draft) + [close]), session: seq))
                ended += runs
            }
            try lock.release()
        }
        render(ended)
        tidyUp()
        if dirtySince != nil { try checkpoint() }
        return ended.map(\.run)
    }

    /// Whether a process is gone without having closed its session.
    func hasDeadSessions() throws -> Bool {
        try StartupRepair.openSessions(writer).contains { $0.id != sessionID && !SessionLife.isHeld($0.id, home) }
    }

    func render(_ endings: [StartupRepair.Ending]) {
        // A folder that cannot be written is the audit's finding; the run has ended all the same.
        for ending in endings { _ = try? renderRunFolder(ending.run) }
    }

    /// Nothing here is worth refusing to start.
    private func tidyUp() {
        try? StartupSweep(writer, own: sessionID).perform()
        for run in (try? StartupRepair.newestEnded(writer)) ?? [] {
            try? RunFolder.restore(run, writer.queries)
        }
    }

    /// The task whose run this is, while the task waits or is worked on.
    package func activeTask(of run: String) throws -> String? {
        try writer.db.text(
            """
            SELECT task_id FROM task WHERE run_id = ?1 AND state IN ('queued','running','orphaned','stuck') LIMIT 1
            """,
            [.text(run)]
        )
    }

    /// Whether another process that is alive made the run's last step.
    package func isWorkedOn(_ run: String) throws -> Bool {
        let id = try writer.db.text(
            "SELECT session.id FROM run JOIN session ON session.seq = run.session WHERE run_id = ?1 AND closed_at IS NULL",
            [.text(run)]
        )
        guard let id, id != sessionID else { return false }
        return SessionLife.isHeld(id, home)
    }
}
