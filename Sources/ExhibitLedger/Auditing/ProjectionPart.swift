/// Projections that can be made again apart from the others.
package enum ProjectionPart: Sendable, Hashable {
    /// The tables whose rows follow from the entries of one run.
    case runs
    /// The others.
    case ledger

    var tables: [String] {
        let ledger = ["session", "task", "task_entry", "batch"]
        return switch self {
        case .runs: Schema.projectionTables.filter { !ledger.contains($0) }
        case .ledger: ledger
        }
    }
}
