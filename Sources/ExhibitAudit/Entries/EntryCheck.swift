import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Reads entries one after the other and insists on what every entry must be.
struct EntryCheck {
    private let scan: SecretScan
    private(set) var sessions: SessionCheck
    private(set) var reviews = ReviewRegister()

    init(_ scan: SecretScan, isPartial: Bool) {
        self.scan = scan
        sessions = SessionCheck(isPartial: isPartial)
    }

    /// The entry, when its bytes are one; what is wrong with it goes to `report`.
    mutating func read(_ bytes: [UInt8], at index: Int64, _ report: inout AuditReport) -> Entry? {
        report.counts[.entries] += 1
        let entry: Entry
        do throws(RecordError) {
            entry = try Entry(exactly: bytes, at: index)
        } catch {
            report.add(Finding(.entry, error.report.message, entry: index))
            sessions.skip(unreadable: index)
            return nil
        }
        if entry.seq != index {
            report.add(
                Finding(
                    .entry,
                    "entry \(index) says that it is entry \(entry.seq)",
                    entry: index,
                    run: entry.run,
                    task: entry.task
                )
            )
        }
        for hit in scan.hits(in: bytes) {
            report.add(Finding(.secret, "\(hit) stands in entry \(index)", at: Place(entry)))
        }
        reviews.take(entry)
        for finding in sessions.take(entry, at: index) { report.add(finding) }
        return entry
    }
}
