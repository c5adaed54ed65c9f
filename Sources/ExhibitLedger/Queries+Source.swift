import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitProof
import ExhibitRecord

extension Queries {
    /// Where a blob's bytes can be read; nil when the store has none.
    func source(_ digest: Digest) throws(SQLiteError) -> BlobSource? {
        if let data = try db.blob("SELECT data FROM blob WHERE sha256 = ?1", [.blob(digest.bytes)]) {
            return .bytes(data)
        }
        return store.has(digest) ? .file(store.path(digest)) : nil
    }

    /// What renderings may look up: all of it is in the ledger.
    func source() -> RecordSource {
        RecordSource(
            privateValue: privateValue,
            blob: blob,
            root: root,
            leaf: { seq in
                let hash = try? node(0, seq)  // a hole in the tree is the audit's finding
                return hash ?? nil
            },
            response: { body in StoredResponse.value(body, self) },
            sha256: SHA256.hash
        )
    }
}
