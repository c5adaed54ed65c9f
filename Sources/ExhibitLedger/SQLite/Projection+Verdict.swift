import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// What policies and reviewers say of a run.
extension Projection {
    func verdict(_ run: String, _ entry: Entry) throws(SQLiteError) {
        for row in verdicts.rows(entry) {
            try db.run(
                """
                INSERT INTO verdict(run_id, policy, policy_sha256, rule, result, level, message, entry)
                VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                """,
                [
                    .text(run), .of(entry.body["policy_id"]?.string ?? ""),
                    .of(entry.body["policy_sha256"]?.string ?? ""),
                    .text(row.rule), .text(row.result), .of(row.level), .of(row.message), .integer(entry.seq),
                ]
            )
        }
        guard let deciding = DecidingVerdict.of(try earlierVerdicts(run, entry) + [entry]) else { return }
        try db.run(
            "UPDATE run SET policy = ?2, verdict = ?3, grade = ?4 WHERE run_id = ?1",
            [
                .text(run), .of(deciding.body["policy_id"]?.string), .of(deciding.body["verdict"]?.string),
                .of(verdicts.grade(deciding)),
            ]
        )
    }

    private func earlierVerdicts(_ run: String, _ entry: Entry) throws(SQLiteError) -> [Entry] {
        guard try db.integer("SELECT 1 FROM run WHERE run_id = ?1 AND verdict IS NOT NULL", [.text(run)]) != nil else {
            return []
        }
        let found = try db.rows(
            """
            SELECT entry.seq, entry.bytes FROM run_entry JOIN entry ON entry.seq = run_entry.seq
            WHERE run_entry.run_id = ?1 AND run_entry.seq < ?2 AND instr(entry.bytes, CAST('"type":"verdict"' AS BLOB)) > 0
            ORDER BY run_entry.seq
            """,
            [.text(run), .integer(entry.seq)]
        ) { row in (row.integer(0), row.blob(1)) }
        // One that cannot be read is the audit's finding.
        return found.compactMap { try? Entry(parsing: $1, at: $0) }.filter { $0.type == .verdict }
    }

    func review(_ run: String, _ entry: Entry) throws(SQLiteError) {
        try db.run(
            "INSERT INTO review(run_id, decision, reason, reviewer_key, at, entry) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
            [
                .text(run), .of(entry.body["decision"]?.string ?? ""), .of(entry.body["reason_commit"]?.string),
                .of(entry.body["reviewer_key"]?.string), .text(entry.at.description), .integer(entry.seq),
            ]
        )
    }
}
