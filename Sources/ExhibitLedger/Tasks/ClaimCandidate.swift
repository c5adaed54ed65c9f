/// A task that waits, with what decides whether it may begin.
struct ClaimCandidate {
    let task: String
    let provider: String?
    let model: String?
    let after: String?
    let batch: String
    let images: Int
    let micros: Int?
    /// What it may cost was set aside before.
    let isReserved: Bool

    init(_ row: borrowing SQLiteStatement) {
        task = row.text(0) ?? ""
        provider = row.text(1)
        model = row.text(2)
        after = row.text(3)
        batch = row.text(4) ?? ""
        images = Int(row.integer(5))
        micros = row.isNull(6) ? nil : Int(row.integer(6))
        isReserved = row.integer(7) > 0
    }
}
