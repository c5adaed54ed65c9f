import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// Makes the derived tables again while the entries are still being read, on a connection of its own.
actor TableWorker {
    private let rebuild: ProjectionRebuild
    nonisolated let size: Int64

    init(_ home: Home, _ environment: Environment) throws {
        rebuild = try ProjectionRebuild(home, environment)
        size = rebuild.size
    }

    func apply(_ entries: [Entry]) throws { try rebuild.apply(entries) }

    func findings() throws -> [Finding] { try rebuild.differences().map(Self.finding) }

    private static func finding(_ difference: ProjectionDifference) -> Finding {
        let row = difference.row.isEmpty ? "" : ", row \(difference.row)"
        let message =
            switch difference.kind {
            case .changed: "table \(difference.table)\(row): \(difference.detail)"
            case .missing: "table \(difference.table)\(row) is missing: the entries make it"
            case .extra: "table \(difference.table)\(row) is there, but no entry makes it"
            case .unreadable: "table \(difference.table)\(row): \(difference.detail)"
            }
        return Finding(.projection, message, path: "ledger.sqlite")
    }
}
