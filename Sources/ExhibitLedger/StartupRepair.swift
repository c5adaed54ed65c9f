import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// What a process that is gone left open, and how each of its runs ends (formats.md, "start-up repair").
enum StartupRepair {
    struct Ending {
        let run: String
        let draft: EntryDraft
    }

    /// Sessions without a `session.close`: of processes that are alive, and of those that are gone.
    static func openSessions(_ writer: Writer) throws -> [(seq: Int64, id: String)] {
        try writer.db.rows("SELECT seq, id FROM session WHERE closed_at IS NULL ORDER BY seq") { row in
            (seq: row.integer(0), id: row.text(1) ?? "")
        }
    }

    static func isOpen(_ writer: Writer, session: Int64) throws -> Bool {
        try writer.db.integer("SELECT 1 FROM session WHERE seq = ?1 AND closed_at IS NULL", [.integer(session)]) != nil
    }

    /// The newest runs that ended: what a power cut tears was written shortly before it.
    static func newestEnded(_ writer: Writer) throws -> [String] {
        try writer.db.rows("SELECT run_id FROM run WHERE ended_at IS NOT NULL ORDER BY run_id DESC LIMIT 8") {
            $0.text(0) ?? ""
        }
    }

    /// planned → interrupted (nothing was sent, or nothing that could be billed), submitting → unknown_outcome; everything else stays and can be resumed.
    static func endings(_ writer: Writer, session: Int64, isRecovered: Bool = false) throws -> [Ending] {
        let runs = try writer.db.rows(
            "SELECT run_id, task_name, state, mode FROM run WHERE session = ?1 AND state IN ('planned', 'submitting')",
            [.integer(session)]
        ) { row in (run: row.text(0) ?? "", task: row.text(1), state: row.text(2) ?? "", mode: row.text(3) ?? "") }
        return runs.map { run in
            // A mode of a later version may bill.
            let bills = Mode(rawValue: run.mode)?.bills ?? true
            let sent = run.state == RunState.submitting.rawValue && bills
            let end: RunState = sent ? .unknownOutcome : .interrupted
            var draft = EntryDraft(
                .runState,
                run: run.run,
                task: run.task,
                ["from": .string(run.state), "to": .string(end.rawValue), "event": .string(end.rawValue)]
            )
            if isRecovered { draft.body["recovered"] = true }
            if sent {
                draft.body["error"] = [
                    "code": .string(ErrorCode.outcomeUnknown.rawValue),
                    "message": "the process ended while the request was under way; it was not sent again",
                    "billed": "maybe",
                ]
            }
            return Ending(run: run.run, draft: draft)
        }
    }
}
