import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Keeps the projection tables in step with the entries; the audit runs the same code over an empty database and
/// compares.
struct Projection {
    let db: SQLiteConnection
    let verdicts: VerdictRows
    let blob: (String) -> [UInt8]?

    init(_ db: SQLiteConnection, _ verdicts: VerdictRows? = nil, blob: @escaping (String) -> [UInt8]?) {
        self.db = db
        self.blob = blob
        self.verdicts = verdicts ?? VerdictRows(blob: blob)
    }

    /// Whether the entry followed the state tables; an entry that did not changes no state.
    func apply(_ entry: Entry) throws(SQLiteError) -> Bool {
        guard try applyToLedger(entry) else { return false }
        return try applyToRun(entry)
    }

    /// The tables whose rows belong to no run.
    func applyToLedger(_ entry: Entry) throws(SQLiteError) -> Bool {
        switch entry.type {
        case .sessionOpen:
            try db.run(
                "INSERT INTO session(seq, id, opened_at) VALUES(?1, ?2, ?3)",
                [.integer(entry.seq), .of(entry.body["session"]?.string ?? ""), .text(entry.at.description)]
            )
        case .sessionClose:
            try db.run(
                "UPDATE session SET closed_at = ?2 WHERE seq = ?1",
                [.of(entry.session.map { Int($0) }), .text(entry.at.description)]
            )
        case .batchOpened: try openBatch(entry)
        case .batchClosed: try closeBatch(entry)
        case .taskState, .budgetReserved, .budgetSettled: return try task(entry)
        default: break
        }
        return true
    }

    /// The tables whose rows follow from the entries of one run.
    func applyToRun(_ entry: Entry) throws(SQLiteError) -> Bool {
        guard let run = entry.run else { return true }
        try db.run("INSERT INTO run_entry(run_id, seq) VALUES(?1, ?2)", [.text(run), .integer(entry.seq)])
        if entry.type == .requestIntent { try insertRun(run, entry) }
        let lawful = try move(run, entry)
        try applyDetails(run, entry)
        return lawful
    }

    private func insertRun(_ run: String, _ entry: Entry) throws(SQLiteError) {
        let body = entry.body
        let images = (body["inputs"]?.array ?? []).filter { $0["role"]?.string != "mask" }.compactMap { $0["sha256"] }
        try db.run(
            """
            INSERT INTO run(run_id, task_name, task_key, batch_id, provider, dialect, model, mode, route, input_images,
                bytes, state, attempts, started_at, session, simulated, request_tag)
            VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, 'planned', 0, ?11, ?12, ?13, ?14)
            """,
            [
                .text(run), .of(entry.task), .of(body["task_key"]?.string), .of(body["batch"]?.string),
                .of(body["provider"]?.string), .of(body["dialect"]?.string), .of(body["model"]?.string),
                .of(body["mode"]?.string), .of(body["route"]?.string), .text(JSONText.compact(.array(images))),
                .text(entry.at.description), .of(entry.session.map { Int($0) }),
                .integer(body["simulated"]?.bool == true ? 1 : 0), .of(body["request_tag"]?.string),
            ]
        )
    }

    private func move(_ run: String, _ entry: Entry) throws(SQLiteError) -> Bool {
        if entry.type == .requestIntent {
            try insertTransition(run, entry, from: nil, to: .planned)
            return true
        }
        guard let word = try db.text("SELECT state FROM run WHERE run_id = ?1", [.text(run)]),
            let state = RunState(rawValue: word), let next = state.after(entry)
        else { return false }
        guard next != state else { return true }
        try insertTransition(run, entry, from: state, to: next)
        try db.run(
            "UPDATE run SET state = ?2, ended_at = ?3, session = ?4 WHERE run_id = ?1",
            [
                .text(run), .text(next.rawValue), next.isEnded ? .text(entry.at.description) : .null,
                .of(entry.session.map { Int($0) }),
            ]
        )
        return true
    }

    private func insertTransition(_ run: String, _ entry: Entry, from: RunState?, to: RunState) throws(SQLiteError) {
        try db.run(
            """
            INSERT INTO transition(run_id, n, at, from_state, to_state, reason, entry)
            VALUES(?1, (SELECT count(*) + 1 FROM transition WHERE run_id = ?1), ?2, ?3, ?4, ?5, ?6)
            """,
            [
                .text(run), .text(entry.at.description), .of(from?.rawValue), .text(to.rawValue),
                .text(entry.body["event"]?.string ?? entry.type.rawValue), .integer(entry.seq),
            ]
        )
    }

    private func applyDetails(_ run: String, _ entry: Entry) throws(SQLiteError) {
        switch entry.type {
        case .attemptStarted: try attemptStarted(run, entry)
        case .responseReceived: try responseReceived(run, entry)
        case .attemptFailed: try attemptFailed(run, entry)
        case .artifactStored, .artifactDerived: try artifact(run, entry)
        case .runLog: try log(run, entry)
        case .verdict: try verdict(run, entry)
        case .reviewDecision: try review(run, entry)
        case .jobSubmitted, .jobStatus: try job(run, entry)
        default: break
        }
    }

    private func attemptStarted(_ run: String, _ entry: Entry) throws(SQLiteError) {
        guard entry.body["step"]?.int == 1 else { return }
        let endpoint = (entry.body["origin"]?.string ?? "") + (entry.body["path"]?.string ?? "")
        try db.run(
            "INSERT OR REPLACE INTO attempt(run_id, n, started_at, endpoint, billed) VALUES(?1, ?2, ?3, ?4, ?5)",
            [
                .text(run), .of(entry.attempt ?? entry.body["n"]?.int), .text(entry.at.description), .text(endpoint),
                entry.body["bills"]?.bool == false ? .text("no") : .null,
            ]
        )
        try db.run("UPDATE run SET attempts = attempts + 1 WHERE run_id = ?1", [.text(run)])
    }

    private func responseReceived(_ run: String, _ entry: Entry) throws(SQLiteError) {
        if entry.body["simulated"]?.bool == true {
            try db.run("UPDATE run SET simulated = 1 WHERE run_id = ?1", [.text(run)])
        }
        guard entry.body["step"]?.int == 1 else { return }
        let result = entry.body["kind"]?.string == "result"
        try db.run(
            """
            UPDATE attempt SET status = ?3, request_id = ?4, phase = 'answered', billed =
                CASE WHEN ?5 AND billed IS NOT 'no' THEN 'yes' ELSE billed END
            WHERE run_id = ?1 AND n = ?2
            """,
            [
                .text(run), .of(entry.attempt ?? entry.body["n"]?.int), .of(entry.body["status"]?.int),
                .of(entry.body["transport"]?["request_id"]?.string), .integer(result ? 1 : 0),
            ]
        )
    }

    private func attemptFailed(_ run: String, _ entry: Entry) throws(SQLiteError) {
        // A download that failed is no failure of the request.
        guard (entry.body["step"]?.int ?? 1) <= 1 else { return }
        try db.run(
            "UPDATE attempt SET phase = ?3, code = ?4, billed = ?5, not_before = ?6 WHERE run_id = ?1 AND n = ?2",
            [
                .text(run), .of(entry.attempt ?? entry.body["n"]?.int), .of(entry.body["phase"]?.string),
                .of(entry.body["code"]?.string), .of(entry.body["billed"]?.string),
                .of(entry.body["not_before"]?.string),
            ]
        )
    }

    private func artifact(_ run: String, _ entry: Entry) throws(SQLiteError) {
        let body = entry.body
        // Canonical: a draft has its members in another order than the entry that is read back.
        let from = body["from"].flatMap { try? CanonicalJSON.bytes($0) }  // the entry was canonical, so its parts are
            .map { String(decoding: $0, as: UTF8.self) }
        try db.run(
            """
            INSERT INTO artifact(run_id, role, n, sha256, bytes, media_type, width, height, path, derived_from, entry)
            VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """,
            [
                .text(run), .of(body["role"]?.string ?? ""), .of(body["n"]?.int ?? 0),
                .of(body["sha256"]?.string ?? ""),
                .of(body["bytes"]?.int), .of(body["media_type"]?.string), .of(body["width"]?.int),
                .of(body["height"]?.int),
                .of(body["path_commit"]?.string), .of(from), .integer(entry.seq),
            ]
        )
        guard body["role"]?.string == "output" else { return }
        try db.run(
            "UPDATE run SET bytes = ifnull(bytes, 0) + ?2, simulated = max(simulated, ?3) WHERE run_id = ?1",
            [.text(run), .of(body["bytes"]?.int ?? 0), .integer(body["simulated"]?.bool == true ? 1 : 0)]
        )
    }

    private func log(_ run: String, _ entry: Entry) throws(SQLiteError) {
        guard let bytes = entry.body["blob"]?.string.flatMap(blob) else { return }
        let start = try db.integer("SELECT count(*) FROM log WHERE run_id = ?1", [.text(run)]) ?? 0
        for (index, line) in RunLog.lines(bytes).enumerated() {
            try db.run(
                "INSERT INTO log(run_id, n, at, stream, line) VALUES(?1, ?2, ?3, ?4, ?5)",
                [
                    .text(run), .integer(start + Int64(index) + 1), .text(line.at),
                    .of(entry.body["stream"]?.string ?? ""),
                    .text(line.text),
                ]
            )
        }
    }

    private func job(_ run: String, _ entry: Entry) throws(SQLiteError) {
        guard let remote = entry.body["remote_id"]?.string else { return }
        try db.run(
            "INSERT OR REPLACE INTO job(run_id, remote_id, state, entry) VALUES(?1, ?2, ?3, ?4)",
            [.text(run), .text(remote), .of(entry.body["state"]?.string), .integer(entry.seq)]
        )
    }
}
