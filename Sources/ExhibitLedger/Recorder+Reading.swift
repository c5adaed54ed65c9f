package import ExhibitArchive
package import ExhibitModel
package import ExhibitRecord

/// What the writing process asks of its own ledger.
extension Recorder {
    /// A run as recorded, with what judging it needs; `asOf` is the tree's size at this moment.
    package func judging(_ run: String) throws -> (replay: RunReplay, context: FactDocument.Context, asOf: Int64)? {
        let asOf = try writer.queries.size()
        guard let replay = try writer.queries.replay(run) else { return nil }
        return (replay, try writer.queries.factContext(replay, before: asOf), asOf)
    }

    package func replay(_ run: String) throws -> RunReplay? { try writer.queries.replay(run) }

    package func blob(_ hex: String) -> [UInt8]? { writer.queries.blob(hex) }

    package func hasBlob(_ digest: Digest) throws -> Bool {
        try writer.db.integer("SELECT 1 FROM blob WHERE sha256 = ?1", [.blob(digest.bytes)]) != nil
    }

    package func privateValue(_ commit: String) -> String? { writer.queries.privateValue(commit) }

    /// Everything that reading a stored body needs: where its blobs are, and the values that are still here.
    package func values(of document: BodyDocument) throws -> BodyValues {
        try BodyValues(document, writer.queries, SealedValues(writer.db, key: keys.seal))
    }

    /// Opens a sealed box of a run that is resumed; nil when it was erased.
    package func unseal(_ commit: String) throws -> String? {
        try SealedValues(writer.db, key: keys.seal).open(commit)
    }

    /// Erases the signed URLs of a run that ended for good.
    package func forgetSealed(_ run: String) throws {
        try writer.db.run("DELETE FROM sealed WHERE run_id = ?1", [.text(run)])
    }

    /// Renders the run's folder again from the record; returns nil when the run has none.
    @discardableResult
    package func renderRunFolder(_ run: String) throws -> String? {
        guard let replay = try writer.queries.replay(run) else { return nil }
        return try RunFolder.write(replay, writer.queries)
    }

    /// Renders the run's folder again, where it still stands, after something was said of a run that had ended.
    package func refreshRunFolder(_ run: String) throws {
        guard let replay = try writer.queries.replay(run) else { return }
        try RunFolder.refresh(replay, writer.queries)
    }

    /// The result record and the closing lines of a run.
    package func result(_ run: String) throws -> RunResult? {
        try judging(run).map { RunResult($0.replay, writer.queries.source(), $0.context) }
    }
}
