/// Who works on a task, for people; whether that process lives is told by its session's lock alone.
package struct LeaseRow: Sendable, Hashable {
    package let lease: Lease
    /// The ULID of the process's session.
    package let session: String
    package let worker: String
    package let pid: Int
    package let boot: String
    /// Clock ticks from the machine's start to the process's.
    package let processStarted: Int?
    /// RFC 3339.
    package let claimedAt: String
    package let beatAt: String

    init(_ row: borrowing SQLiteStatement) {
        lease = Lease(id: row.text(1) ?? "", task: row.text(0) ?? "")
        session = row.text(2) ?? ""
        worker = row.text(3) ?? ""
        pid = Int(row.integer(4))
        boot = row.text(5) ?? ""
        processStarted = row.isNull(6) ? nil : Int(row.integer(6))
        claimedAt = row.text(7) ?? ""
        beatAt = row.text(8) ?? ""
    }
}
