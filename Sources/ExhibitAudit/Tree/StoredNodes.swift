import ExhibitLedger

/// Where the hashes of a tree are kept, as they stand.
protocol StoredNodes {
    /// At most `limit` stored nodes of a level from an index on, in order.
    func nodes(level: Int, from index: Int64, limit: Int) throws -> [(index: Int64, hash: [UInt8])]
    func nodeCount() throws -> Int64
}

extension AuditReader: StoredNodes {}
