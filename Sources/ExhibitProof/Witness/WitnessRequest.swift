package import ExhibitModel

/// What a log asks of a witness (C2SP tlog-witness, add-checkpoint): a checkpoint, and the proof that it continues the
/// one that the witness saw last.
package struct WitnessRequest: Hashable, Sendable {
    /// The size of the checkpoint that the witness saw last; 0 for the first one.
    package let old: Int64
    /// Consistency hashes from ``old`` on.
    package let path: [Digest]
    package let note: SignedNote

    /// No proof between sizes of 63 bits is longer.
    private static let pathLimit = 63
    /// What a request may have in bytes: a note with many cosignatures, and the path.
    package static let sizeLimit = SignedNote.sizeLimit + 4096

    package init(old: Int64, path: [Digest], note: SignedNote) {
        self.old = old
        self.path = path
        self.note = note
    }

    /// Strict: what is accepted is byte for byte what ``bytes`` writes again.
    ///
    /// Nothing is verified yet.
    package init(parsing bytes: [UInt8]) throws(WitnessRefusal) {
        let feed = UInt8(ascii: "\n")
        guard let blank = bytes.indices.dropFirst().first(where: { bytes[$0] == feed && bytes[$0 - 1] == feed }),
            let head = String(validating: bytes[..<(blank - 1)], as: UTF8.self)
        else { throw .malformed("no blank line ends the proof") }
        var lines = head.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard let first = lines.popFirst(), first.hasPrefix("old "), let old = DecimalCount.parse(first.dropFirst(4))
        else { throw .malformed("it does not begin with old and a size") }
        guard lines.count <= Self.pathLimit else { throw .malformed("its proof is longer than \(Self.pathLimit)") }
        self.old = old
        var path: [Digest] = []
        for line in lines {
            guard let hash = Base64.decode(line), hash.count == 32 else {
                throw .malformed("hash \(path.count + 1) of its proof is none")
            }
            path.append(Digest(hash))
        }
        self.path = path
        do throws(ProofError) {
            note = try SignedNote(parsing: Array(bytes[(blank + 1)...]))
        } catch {
            throw .malformed(error.report.message)
        }
    }

    package var bytes: [UInt8] {
        let lines = ["old \(old)"] + path.map { Base64.encode($0.bytes) }
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + note.bytes
    }

    /// The checkpoint, if a witness that saw `last` and trusts `logs` may sign it.
    ///
    /// `last` is nil for a log that the witness never saw. The checks stand in the order of the specification.
    package func checked(after last: WitnessedHead?, logs: [VerifierKey]) throws(WitnessRefusal) -> Checkpoint {
        let checkpoint: Checkpoint
        do throws(ProofError) {
            checkpoint = try Checkpoint(parsing: note.text)
        } catch {
            throw .malformed(error.report.message)
        }
        let known = logs.filter { $0.kind == .ed25519 && KeyName.isSame($0.name, checkpoint.origin) }
        guard !known.isEmpty else { throw .unknownLog(origin: checkpoint.origin) }
        do throws(ProofError) {
            _ = try note.verified(by: known)
        } catch {
            throw .notSigned(error.report.message)
        }
        guard old <= checkpoint.size else { throw .malformed("the old size is larger than the checkpoint's") }
        let seen = last ?? .nothing
        guard old == seen.size else { throw .otherSize(seen: seen.size) }
        guard old < checkpoint.size || checkpoint.root == seen.root else { throw .forked(size: seen.size) }
        let isAppend = MerkleTree.verifyConsistency(
            from: old,
            to: checkpoint.size,
            oldRoot: seen.root,
            newRoot: checkpoint.root,
            path: path
        )
        guard isAppend else { throw .notAnAppend(from: old, to: checkpoint.size) }
        return checkpoint
    }
}
