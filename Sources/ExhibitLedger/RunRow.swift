/// Which runs `runs list` shows.
package struct RunFilter: Sendable, Hashable {
    /// RFC 3339; runs that started at it or later.
    package var since: String?
    package var provider: String?
    package var model: String?
    package var state: String?
    package var verdict: String?
    package var limit: Int
    /// Only runs that a reviewer has decided on, or that wait for one.
    package var isForReview: Bool

    package init(
        since: String? = nil,
        provider: String? = nil,
        model: String? = nil,
        state: String? = nil,
        verdict: String? = nil,
        limit: Int = 20,
        isForReview: Bool = false
    ) {
        self.since = since
        self.provider = provider
        self.model = model
        self.state = state
        self.verdict = verdict
        self.limit = limit
        self.isForReview = isForReview
    }
}

/// One run as a line of a list.
package struct RunRow: Sendable {
    package let run: String
    package let task: String
    package let mode: String
    package let provider: String
    package let model: String
    package let inputs: String
    package let bytes: Int64?
    package let state: String
    package let startedAt: String
    package let policy: String?
    package let verdict: String?
    package let grade: String?
    package let simulated: Bool
    /// The latest decision of a reviewer, with the id of the key that signed it.
    package let review: (decision: String, key: String)?

    static func select(_ db: SQLiteConnection, _ filter: RunFilter) throws(SQLiteError) -> [RunRow] {
        try db.rows(
            """
            SELECT run.run_id, task_name, mode, provider, model, input_images, bytes, state, started_at, policy, verdict, grade,
                simulated, latest.decision, latest.reviewer_key
            FROM run LEFT JOIN review AS latest ON latest.run_id = run.run_id
                AND latest.entry = (SELECT max(entry) FROM review WHERE review.run_id = run.run_id)
            WHERE (?1 IS NULL OR started_at >= ?1) AND (?2 IS NULL OR provider = ?2) AND (?3 IS NULL OR model = ?3)
                AND (?4 IS NULL OR state = ?4) AND (?5 IS NULL OR verdict = ?5)
                AND (NOT ?7 OR latest.decision IS NOT NULL OR (state = 'succeeded' AND verdict = 'needs_review'))
            ORDER BY run.run_id DESC LIMIT ?6
            """,
            [
                .of(filter.since), .of(filter.provider), .of(filter.model), .of(filter.state), .of(filter.verdict),
                .integer(Int64(filter.limit)), .integer(filter.isForReview ? 1 : 0),
            ]
        ) { row in
            RunRow(
                run: row.text(0) ?? "",
                task: row.text(1) ?? "",
                mode: row.text(2) ?? "",
                provider: row.text(3) ?? "",
                model: row.text(4) ?? "",
                inputs: row.text(5) ?? "[]",
                bytes: row.isNull(6) ? nil : row.integer(6),
                state: row.text(7) ?? "",
                startedAt: row.text(8) ?? "",
                policy: row.text(9),
                verdict: row.text(10),
                grade: row.text(11),
                simulated: row.integer(12) == 1,
                review: row.text(13).map { (decision: $0, key: row.text(14) ?? "") }
            )
        }
    }
}
