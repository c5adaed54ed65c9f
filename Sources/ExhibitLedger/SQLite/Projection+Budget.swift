import ExhibitJSON
import ExhibitRecord

/// What tasks may cost while they are under way, and what they did cost.
extension Projection {
    func reserve(_ task: String, _ entry: Entry) throws(SQLiteError) {
        let values: [SQLiteValue] = [
            .text(task), .of(entry.body["images"]?.int ?? 0), .of(entry.body["micros"]?.int ?? 0),
        ]
        try db.run(
            """
            UPDATE batch SET reserved_images = reserved_images + ?2, reserved_micros = reserved_micros + ?3
            WHERE batch_id = (SELECT batch_id FROM task WHERE task_id = ?1)
            """,
            values
        )
        try db.run(
            """
            UPDATE task SET reserved_images = reserved_images + ?2, reserved_micros = reserved_micros + ?3
            WHERE task_id = ?1
            """,
            values
        )
    }

    /// Where nobody knows what came of it, what was reserved stays counted.
    func settle(_ task: String, _ entry: Entry) throws(SQLiteError) {
        let values: [SQLiteValue] = [
            .text(task), .of(entry.body["images"]?.int), .of(entry.body["micros"]?.int),
        ]
        try db.run(
            """
            UPDATE batch SET (reserved_images, reserved_micros, spent_images, spent_micros) =
                (SELECT batch.reserved_images - task.reserved_images, batch.reserved_micros - task.reserved_micros,
                    batch.spent_images + ifnull(?2, task.reserved_images),
                    batch.spent_micros + ifnull(?3, task.reserved_micros)
                FROM task WHERE task_id = ?1)
            WHERE batch_id = (SELECT batch_id FROM task WHERE task_id = ?1)
            """,
            values
        )
        try db.run(
            """
            UPDATE task SET spent_images = spent_images + ifnull(?2, reserved_images),
                spent_micros = spent_micros + ifnull(?3, reserved_micros),
                spent_unknown = max(spent_unknown, ?3 IS NULL), reserved_images = 0, reserved_micros = 0
            WHERE task_id = ?1
            """,
            values
        )
    }
}
