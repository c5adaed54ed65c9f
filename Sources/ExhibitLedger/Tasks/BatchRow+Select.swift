import ExhibitRecord

extension BatchRow {
    static func one(_ db: SQLiteConnection, _ batch: String) throws(SQLiteError) -> BatchRow? {
        try db.rows(
            """
            SELECT batch_id, kind, name, form, scope, manifest_commit, opened_at, closed_at, max_workers, max_waiting,
                task_timeout_seconds, max_images, max_cost_micros, continue_on_error, spent_images, spent_micros,
                reserved_images, reserved_micros
            FROM batch WHERE batch_id = ?1
            """,
            [.text(batch)]
        ) { row in BatchRow(row) }.first
    }

    private init(_ row: borrowing SQLiteStatement) {
        func number(_ column: Int32) -> Int { Int(row.integer(column)) }
        func optional(_ column: Int32) -> Int? { row.isNull(column) ? nil : number(column) }
        batch = row.text(0) ?? ""
        kind = row.text(1).flatMap(NewBatch.Kind.init(rawValue:)) ?? .batch
        name = row.text(2)
        form = row.text(3)
        scope = TaskScope(text: row.text(4) ?? "")
        manifestCommit = row.text(5)
        openedAt = row.text(6) ?? ""
        closedAt = row.text(7)
        limits = BatchLimits(
            maxWorkers: number(8),
            maxWaiting: optional(9),
            taskTimeoutSeconds: optional(10),
            maxImages: optional(11),
            maxCostMicros: optional(12),
            continueOnError: number(13) == 1
        )
        budget = Budget(
            spentImages: number(14),
            spentMicros: number(15),
            reservedImages: number(16),
            reservedMicros: number(17)
        )
    }
}
