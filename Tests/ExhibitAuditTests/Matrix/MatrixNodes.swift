import ExhibitLedger
import ExhibitModel

@testable import ExhibitAudit

/// The nodes of a stored tree in memory, by level.
struct MatrixNodes: StoredNodes {
    var levels: [[[UInt8]]] = []

    init(_ reader: AuditReader) throws {
        while true {
            let level = try reader.nodes(level: levels.count, from: 0, limit: .max)
            guard !level.isEmpty else { return }
            levels.append(level.map(\.hash))
        }
    }

    func nodes(level: Int, from index: Int64, limit: Int) throws -> [(index: Int64, hash: [UInt8])] {
        guard levels.indices.contains(level) else { return [] }
        return levels[level].enumerated().dropFirst(Int(index)).prefix(limit).map { (Int64($0), $1) }
    }

    func nodeCount() throws -> Int64 { levels.reduce(0) { $0 + Int64($1.count) } }
}
