import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
package import ExhibitLedger
import ExhibitMedia
package import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// One file that follows from what several runs made.
extension Run {
    /// What the command tells of a run that has ended, or is under way.
    package func result(_ run: ULID) async throws -> RunResult? { try await recorder.result(run.description) }

    /// Joins the first outputs of ended runs into one WAV file: recorded as derived by the last of them, and delivered.
    ///
    /// - Returns: what the caller should know; when the sounds cannot be joined that is why, and all stays as it was.
    /// - Throws: when the ledger or a file fails; the runs' own outputs are safe then.
    package func joinSpeech(of runs: [ULID], into delivery: Delivery) async throws -> [Note] {
        var parts: [Digest] = []
        for run in runs {
            let sum = try await recorder.replay(run.description)?.outputs.first?.body["sha256"]?.string
            guard let digest = sum.flatMap({ Digest(hex: $0) }) else {
                throw Report(.runNotFound, "run \(run) has no output to join")
            }
            parts.append(digest)
        }
        guard let last = runs.last else { return [] }
        let join: WAVJoin
        do throws(WAVJoinError) {
            join = try WAVJoin(try sources(parts))
        } catch {
            return [Note("speech.not_joined", "the parts are not joined: \(error)")]
        }
        try await keep(join, of: parts, by: last, delivery)
        return delivery.exactPath?.hasSuffix(".wav") ?? true
            ? [] : [Note("media_type.differs_from_name", "the file is audio/wav, whatever its name says")]
    }

    private func sources(_ parts: [Digest]) throws(WAVJoinError) -> [ByteSource] {
        var sources: [ByteSource] = []
        for (index, digest) in parts.enumerated() {
            do throws(FileFault) {
                sources.append(try ByteSource(path: recorder.store.path(digest)))
            } catch {
                throw .unreadable(part: index, error)
            }
        }
        return sources
    }

    private func keep(_ join: WAVJoin, of parts: [Digest], by last: ULID, _ delivery: Delivery) async throws {
        let scratch = "\(last).join"
        let file = try TemporaryFile(in: try await recorder.makeTemporary(scratch))
        defer { recorder.store.removeTemporary(scratch) }
        let digest = try Self.write(join, to: file)
        let content = StagedBlob.Content.file(path: file.path)
        var append = Append(
            [],
            blobs: [StagedBlob(sha256: digest, bytes: join.byteCount, media: "audio/wav", content: content)]
        )
        var body = try DerivedEntry(
            role: .joined,
            operation: WAVJoin.operation,
            parameters: [:],
            from: parts,
            sha256: digest,
            bytes: join.byteCount,
            mediaType: "audio/wav",
            facts: ["duration_ms": .int(join.durationMilliseconds)]
        ).body(&append)
        if delivery.copies {
            var values = PrivateValues(environment.random)
            let target = delivery.path(1, of: 1, extension: "wav")
            try DeliveredCopy(file.path, to: target, overwrites: delivery.overwrites, &values).record(in: &body)
            append.values = values.all
        }
        let task = try await recorder.replay(last.description)?.task
        append.drafts = [EntryDraft(.artifactDerived, run: last.description, task: task, body)]
        try await recorder.append(append)
        file.take()
        // The record is complete; a folder that cannot be written now is rendered from it again.
        _ = try? await recorder.renderRunFolder(last.description)
    }

    private static func write(_ join: WAVJoin, to file: TemporaryFile) throws(FileFault) -> Digest {
        var hash = SHA256()
        try join.write { piece throws(FileFault) in
            let bytes = Array(piece)
            hash.update(bytes)
            try file.write(bytes)
        }
        try file.seal()
        return hash.finish()
    }
}
