import ExhibitLedger

/// Differing rows of the derived tables, as findings: the first of each table and kind.
struct TableFindings {
    private(set) var findings: [Finding] = []
    private var told: [String: Int] = [:]

    private static let limit = 3

    mutating func add(_ differences: [ProjectionDifference]) {
        for difference in differences {
            let kind = "\(difference.table) \(difference.kind.rawValue)"
            guard told[kind, default: 0] < Self.limit else { continue }
            told[kind, default: 0] += 1
            findings.append(Self.finding(difference))
        }
    }

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
