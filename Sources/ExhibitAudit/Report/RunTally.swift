import ExhibitModel

/// What checking one run brought.
struct RunTally: Sendable {
    var counts = AuditCounts()
    var findings: [Finding] = []
    var notes: [Note] = []
    var providers: Set<String> = []
    /// By which files were made that this program cannot make again.
    var unknownOperations: Set<String> = []
    /// Files at users' paths, looked at when all runs are known: a later run may have replaced an earlier one's.
    var delivered: [DeliveredFile] = []

    mutating func find(_ check: Finding.Check, _ message: String, at place: Place, path: String? = nil) {
        let finding = Finding(check, message, at: place, path: path)
        if !findings.contains(finding) { findings.append(finding) }
    }
}
