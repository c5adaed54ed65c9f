import ExhibitJSON
import ExhibitModel
import ExhibitRecord

extension TaskRow {
    static func one(_ db: SQLiteConnection, _ task: String) throws(SQLiteError) -> TaskRow? {
        try db.rows(
            """
            SELECT task_id, batch_id, scope, n, task_name, task_key, priority, after_keys, state, reason, of_task, note, run_id,
                reused_run, spec_commit, request_tag, provider, model, images, micros, reserved_images, reserved_micros,
                spent_images, spent_micros, spent_unknown, worker, lease, session.id, claims, consent, submitted_at, started_at,
                ended_at, entry
            FROM task LEFT JOIN session ON session.seq = task.session WHERE task_id = ?1
            """,
            [.text(task)]
        ) { row in TaskRow(row) }.first
    }

    private init(_ row: borrowing SQLiteStatement) {
        func number(_ column: Int32) -> Int { Int(row.integer(column)) }
        task = row.text(0) ?? ""
        batch = row.text(1) ?? ""
        scope = TaskScope(text: row.text(2) ?? "")
        place = number(3)
        name = row.text(4)
        key = row.text(5)
        priority = number(6)
        after = Self.keys(row.text(7))
        // A word that this program does not know came from outside: nothing may follow it.
        state = row.text(8).flatMap(TaskState.init(rawValue:)) ?? .orphaned
        reason = row.text(9)
        of = row.text(10)
        note = row.text(11)
        run = row.text(12)
        reusedRun = row.text(13)
        specCommit = row.text(14)
        requestTag = row.text(15)
        provider = row.text(16)
        model = row.text(17)
        images = number(18)
        micros = row.isNull(19) ? nil : number(19)
        reservedImages = number(20)
        reservedMicros = number(21)
        spentImages = number(22)
        spentMicros = row.integer(24) == 1 ? nil : number(23)
        worker = row.text(25)
        lease = row.text(26)
        session = row.text(27)
        claims = number(28)
        consent = row.integer(29) == 1
        submittedAt = row.text(30) ?? ""
        startedAt = row.text(31)
        endedAt = row.text(32)
        entry = row.integer(33)
    }

    /// Reads the column `after_keys`, a JSON array of strings.
    static func keys(_ text: String?) -> [String] {
        // Written from an entry that was read as JSON.
        let value = text.flatMap { try? JSONReader.read(Array($0.utf8), .canonical) }
        return value?.array?.compactMap(\.string) ?? []
    }
}
