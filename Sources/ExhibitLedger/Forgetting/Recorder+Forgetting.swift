package import ExhibitModel

extension Recorder {
    /// Erases the private value behind a commitment, or the bytes of the file with this hash, for good.
    ///
    /// Values that quote the same text go with it. Delivered files, backups and bundles are out of reach.
    /// - Throws: `value.not_found`, and `value.in_use` while a run or task that is not over needs it.
    package func forget(_ target: Digest, reason: String) async throws -> Forgotten {
        let (outcome, entry) = try await transact { desk, _ in
            let entry = try desk.transaction.queries.size()
            return (try Forgetting(desk: desk).perform(target, reason: reason), entry)
        }
        var forgotten = Forgotten(entry: entry, commitments: outcome.commitments, erasesBytes: outcome.bytes != nil)
        if let digest = outcome.bytes { try RegularFile.remove(store.path(digest)) }
        for run in outcome.runs where try renderRunFolder(run) != nil { forgotten.runs.append(run) }
        try checkpoint()
        // Pages that were freed are overwritten in the database (secure_delete), and the log is emptied.
        forgotten.lingers = try writer.db.integer("PRAGMA wal_checkpoint(TRUNCATE)") != 0
        return forgotten
    }
}
