import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
package import ExhibitLedger
import ExhibitModel
package import ExhibitRecord

/// What a reviewer has before them: one run as it is recorded, and the files that are its result.
package struct ReviewSubject {
    package let run: RunReplay
    package let result: RunResult
    let reader: Reader
    let tree: ReviewerStatement.Tree

    /// More than an entry may list.
    private static let fileLimit = 16

    /// - Throws: `review.not_ready` for a run that goes on, that no policy has judged, or that has no file.
    package init(_ id: String, _ reader: Reader) throws {
        guard let run = try reader.replay(id) else { throw Report(.runNotFound, "there is no run \(id)") }
        let name = String(id.suffix(8))
        guard run.state.isEnded else {
            throw Report(
                .reviewNotReady,
                "run \(name) has not ended: it is \(run.state.rawValue.replacing("_", with: " "))",
                hint: "exhibit runs show \(name)"
            )
        }
        guard !run.reviewable.isEmpty else {
            throw Report(
                .reviewNotReady,
                "run \(name) has no file to decide on: it is \(run.state.rawValue.replacing("_", with: " "))",
                hint: "exhibit runs show \(name)"
            )
        }
        let result = try reader.result(run)
        guard DecidingVerdict.of(run.verdicts) != nil else {
            throw Report(.reviewNotReady, "no policy has judged run \(name)", hint: "exhibit runs show \(name)")
        }
        guard run.reviewable.count <= Self.fileLimit else {
            throw Report(
                .reviewNotReady,
                "run \(name) has more than \(Self.fileLimit) files",
                hint: "no decision can name them"
            )
        }
        let size = try reader.size()
        guard let root = reader.root(size) else {
            throw Report(.evidenceBroken, "the tree of \(size) entries has a hole", hint: "exhibit audit verify")
        }
        self.run = run
        self.result = result
        self.reader = reader
        tree = ReviewerStatement.Tree(size: size, root: root.hex)
    }

    /// The entry of the verdict that decides.
    package var deciding: Entry {
        guard let entry = DecidingVerdict.of(run.verdicts) else { preconditionFailure("looked for when it was made") }
        return entry
    }

    /// SHA-256 of each file, in hex, without repetition.
    package var artifacts: [String] {
        var found: [String] = []
        for hex in run.reviewable.compactMap({ $0.body["sha256"]?.string }) where !found.contains(hex) {
            found.append(hex)
        }
        return found
    }

    /// Where the user's copy of a file was put; nil when it was not, or its path was erased.
    package func path(_ file: Entry) -> String? { file.body["path_commit"]?.string.flatMap(reader.privateValue) }

    /// Reads every file again, in the store and where the user has it.
    ///
    /// - Throws: `review.changed` when one is not what was recorded: nobody can decide on what they have not seen.
    package func requireUnchanged() throws {
        for file in run.reviewable {
            let hex = file.body["sha256"]?.string ?? ""
            guard let digest = Digest(hex: hex), let stored = try reader.bytesDigest(digest) else {
                throw Report(.reviewChanged, "the store has no artifact \(hex.prefix(16))…")
            }
            guard stored == digest else {
                throw Report(
                    .reviewChanged,
                    "the store's artifact \(hex.prefix(16))… has the hash \(stored.hex.prefix(16))… now"
                )
            }
            guard let path = path(file), RegularFile.exists(path) else { continue }
            guard Self.hash(path) == digest else {
                throw Report(.reviewChanged, "\(path) is not the file that entry \(file.seq) recorded")
            }
        }
    }

    private static func hash(_ path: String) -> Digest? {
        var hash = SHA256()
        do {
            try BlobSource.file(path).forEachWindow { hash.update($0) }
        } catch {
            return nil
        }
        return hash.finish()
    }
}
