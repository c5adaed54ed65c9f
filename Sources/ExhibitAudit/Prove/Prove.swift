import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
package import ExhibitLedger
package import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// `audit prove`: answers where a file comes from, and shows it.
///
/// Nothing is written to the home.
package struct Prove {
    private let reader: AuditReader

    package init(_ home: Home, _ environment: Environment) throws {
        reader = try AuditReader(home, environment)
    }

    /// What is asked about.
    package enum Subject: Sendable, Hashable {
        case file(String)
        case digest(Digest)
        /// The start or end of a run's id.
        case run(String)

        /// A file that is there, else a hash, else a run.
        package init(_ text: String, _ environment: Environment) {
            let path = environment.absolute(text)
            if RegularFile.facts(path)?.isRegular == true {
                self = .file(path)
            } else if let digest = Digest(hex: text) {
                self = .digest(digest)
            } else if text.contains("/") || text.contains(".") {
                self = .file(path)
            } else {
                self = .run(text)
            }
        }
    }

    /// One answer, or of a run one for each output.
    ///
    /// - Throws: `artifact.not_found` when nothing of it was recorded, `run.not_found`, `checkpoint.missing` when no signed
    ///   head covers it yet, `evidence.broken` when the ledger does not show what its tables say.
    package func answer(_ subject: Subject) throws -> [Provenance] {
        switch subject {
        case .file(let path): return [try provenance(try hash(path), name: path)]
        case .digest(let digest): return [try provenance(digest, name: digest.hex)]
        case .run(let part):
            let run = try reader.find(part)
            let outputs = try reader.outputs(of: run)
            guard !outputs.isEmpty else {
                throw Report(.artifactNotFound, "run \(run.suffix(8)) has recorded no output")
            }
            return try outputs.map { try provenance($0, others: []) }
        }
    }

    private func hash(_ path: String) throws -> Digest {
        guard RegularFile.facts(path)?.isRegular == true else {
            throw Report(.fileNotFound, "there is no file \(path)")
        }
        var hash = SHA256()
        try BlobSource.file(path).forEachWindow { hash.update($0) }
        return hash.finish()
    }

    private func provenance(_ digest: Digest, name: String) throws -> Provenance {
        let recordings = try reader.recordings(of: digest)
        guard let first = recordings.first(where: { $0.role == "output" }) ?? recordings.first else {
            throw Report(
                .artifactNotFound,
                "\(name) is nothing that this ledger recorded" + (name == digest.hex ? "" : " (SHA-256 \(digest.hex))")
            )
        }
        return try provenance(first, others: recordings.filter { $0 != first })
    }

    private func provenance(_ recording: ArtifactRecording, others: [ArtifactRecording]) throws -> Provenance {
        guard let head = try reader.latestCheckpoint(), head.size > recording.entry else {
            throw Report(.checkpointMissing, "entry \(recording.entry) is not covered by a signed checkpoint yet")
        }
        // The tables only say where to look: the entry itself has to name the file, and the proof has to hold.
        guard let bytes = try reader.entryBytes(recording.entry), let replay = try reader.replay(recording.run) else {
            throw broken("entry \(recording.entry) is missing")
        }
        let stored = try Entry(parsing: bytes, at: recording.entry)
        guard stored.body["sha256"]?.string == recording.digest.hex, stored.run == recording.run else {
            throw broken("entry \(recording.entry) records another file than the tables say")
        }
        let proof = TlogProof(
            index: recording.entry,
            path: try MerkleTree.inclusionPath(index: recording.entry, size: head.size, node: node),
            checkpointNote: head.note,
            extra: bytes
        )
        let intent = replay.intentEntry.body
        return Provenance(
            digest: recording.digest,
            role: recording.role,
            entry: recording.entry,
            run: recording.run,
            task: stored.task,
            provider: intent["provider"]?.string ?? "",
            model: intent["model"]?.string,
            mode: intent["mode"]?.string ?? "",
            verdict: DecidingVerdict.of(replay.verdicts)?.body["verdict"]?.string,
            verdicts: DecidingVerdict.latest(replay.verdicts).map {
                Provenance.Judgement(
                    policy: $0.body["policy_id"]?.string ?? "",
                    verdict: $0.body["verdict"]?.string ?? "",
                    entry: $0.seq
                )
            },
            others: others,
            mediaType: stored.body["media_type"]?.string,
            recordedAt: stored.at,
            checkpoint: try proof.verify(leafEntry: bytes, keys: [reader.identity.vkey]),
            vkey: reader.identity.vkey,
            proof: proof
        )
    }

    private func node(_ level: Int, _ index: Int64) throws -> Digest {
        guard let hash = try reader.node(level, index) else { throw broken("a node of the tree is missing") }
        return hash
    }

    private func broken(_ what: String) -> Report {
        Report(.evidenceBroken, what, hint: "exhibit audit verify says more")
    }
}
