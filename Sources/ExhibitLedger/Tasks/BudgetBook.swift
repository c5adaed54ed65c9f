import ExhibitJSON
import ExhibitRecord

/// The budgets of batches: what a task may cost at worst is set aside before it begins.
struct BudgetBook {
    enum Fit {
        case fits
        /// Not while others have so much set aside: they may cost less in the end.
        case later
        case never
    }

    private let db: SQLiteConnection

    init(_ db: SQLiteConnection) { self.db = db }

    func fit(batch: String, _ images: Int, _ micros: Int?) throws(SQLiteError) -> Fit {
        guard let row = try BatchRow.one(db, batch), row.limits.hasBudget else { return .fits }
        let budget = row.budget
        var isLater = false
        if let most = row.limits.maxImages {
            guard budget.spentImages + images <= most else { return .never }
            isLater = budget.spentImages + budget.reservedImages + images > most
        }
        if let most = row.limits.maxCostMicros {
            // A price that nobody knows fits into no bound.
            guard let micros, budget.spentMicros + micros <= most else { return .never }
            isLater = isLater || budget.spentMicros + budget.reservedMicros + micros > most
        }
        return isLater ? .later : .fits
    }

    /// Sets aside what the task may cost, where its batch has a budget and that was not done before.
    func reserve(_ row: TaskRow, _ desk: TaskDesk) throws {
        guard row.reservedImages == 0, try BatchRow.one(db, row.batch)?.limits.hasBudget == true else { return }
        var body: JSONObject = [
            "batch": .string(row.batch), "task_id": .string(row.task), "images": .int(row.images),
        ]
        body["micros"] = row.micros.map(JSONValue.int)
        try desk.transaction.append(EntryDraft(.budgetReserved, task: row.name, body))
    }
}
