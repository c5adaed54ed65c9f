import ExhibitArchive
import ExhibitModel

/// Capabilities that a resumed run needs, such as the query of a signed URL: encrypted under keys/seal.key, and erased
/// when the run ends for good.
struct SealedValues {
    private let db: SQLiteConnection
    private let key: [UInt8]

    init(_ db: SQLiteConnection, key: [UInt8]) {
        self.db = db
        self.key = key
    }

    /// Nil when the box was erased, or was not sealed under this key.
    func open(_ commit: String) throws(SQLiteError) -> String? {
        guard let commitment = Hex.decode(commit) else { return nil }
        let box = try db.rows("SELECT salt, nonce, box FROM sealed WHERE commitment = ?1", [.blob(commitment)]) { row in
            SealedBox(commit: commit, salt: row.blob(0), nonce: row.blob(1), box: row.blob(2))
        }.first
        return box?.open(key: key)
    }
}
