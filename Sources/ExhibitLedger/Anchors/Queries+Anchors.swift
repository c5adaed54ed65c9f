import ExhibitModel

extension Queries {
    /// The newest signed head; nil when none was ever signed.
    func signedHead() throws(SQLiteError) -> SignedHead? {
        try db.rows("SELECT size, root, note FROM checkpoint ORDER BY size DESC LIMIT 1") { row in
            let root = row.blob(1)
            return root.count == 32
                ? SignedHead(size: row.integer(0), root: Digest(root), note: Array((row.text(2) ?? "").utf8)) : nil
        }.first.flatMap(\.self)
    }
}
