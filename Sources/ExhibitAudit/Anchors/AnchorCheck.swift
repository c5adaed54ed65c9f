import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// Verifies again what outside parties have vouched for: the proof is the one that was recorded, it holds under the pinned
/// roots, and what it vouches for is a beginning of this very ledger.
struct AnchorCheck {
    private let identity: Identity
    private let proofs: any AnchorProofs
    /// The root that the entries have at a size; nil when only some of the entries are here.
    private let root: ((Int64) -> Digest?)?

    init(_ identity: Identity, _ proofs: any AnchorProofs, root: ((Int64) -> Digest?)?) {
        self.identity = identity
        self.proofs = proofs
        self.root = root
    }

    func check(_ dates: DateGathering, _ report: inout AuditReport) throws {
        for finding in try proofs.findings(dates.entries) { report.add(finding) }
        var dated: [DatedEntries] = []
        for entry in dates.entries {
            do throws(AnchorFault) {
                let found = try verify(entry)
                report.counts[.anchors] += 1
                if let found { dated.append(found) }
            } catch {
                report.add(Finding(.anchor, error.message(entry.seq), at: Place(entry)))
            }
        }
        guard root != nil else {
            if !dated.isEmpty {
                report.notChecked.append(
                    "what outside dates cover: chosen runs cannot show that the dated tree is a beginning of this one"
                )
            }
            report.undated = dates.newest.map { 0...$0 }
            return
        }
        report.dated = Self.newest(dated)
        let covered = dated.map(\.size).max() ?? 0
        report.undated = dates.newest.flatMap { $0 >= covered ? covered...$0 : nil }
    }

    /// Of each signer, what reaches furthest; of that the earliest date.
    private static func newest(_ dated: [DatedEntries]) -> [DatedEntries] {
        Dictionary(grouping: dated, by: \.signer).values.compactMap { list in
            list.max { ($0.size, $1.time) < ($1.size, $0.time) }
        }.sorted { ($1.size, $0.signer) < ($0.size, $1.signer) }
    }

    /// Nil for what holds, and gives no date that is checked here.
    private func verify(_ entry: Entry) throws(AnchorFault) -> DatedEntries? {
        guard let size = entry.body["size"]?.int.map(Int64.init), size > 0, size <= entry.seq,
            let told = entry.body["root"]?.string.flatMap({ Digest(hex: $0) })
        else { throw .lacks }
        if let root, root(size) != told { throw .otherTree(size) }
        guard let proof = try read({ try proofs.proof(of: entry) }) else { throw .noProof }
        guard entry.type == .anchorRFC3161 else {
            guard entry.body["line"]?.string.map({ Array($0.utf8) }) == proof else { throw .otherProof }
            guard let seen = CosignatureCheck(entry, identity) else {
                throw .doesNotHold("the witness's line is no good signature for this tree")
            }
            return DatedEntries(size: size, time: seen.time, signer: seen.witness.name, entry: entry.seq)
        }
        guard SHA256.hash(proof).hex == entry.body["der_sha256"]?.string else { throw .otherProof }
        try verifyNote(entry, size, told)
        let stamp = try stamp(entry, proof)
        return DatedEntries(size: size, time: stamp.time, signer: stamp.subject, entry: entry.seq)
    }

    private func verifyNote(_ entry: Entry, _ size: Int64, _ told: Digest) throws(AnchorFault) {
        guard let note = try read({ try proofs.note(of: entry) }) else { throw .noNote(size) }
        guard SHA256.hash(note).hex == entry.body["note_sha256"]?.string else { throw .otherNote(size) }
        // A note that is not signed as it should be is a finding of its own.
        let checkpoint = try? CheckpointCheck.read(note, identity)
        guard let checkpoint, checkpoint.size == size, checkpoint.root == told else { throw .otherNote(size) }
    }

    private func stamp(_ entry: Entry, _ der: [UInt8]) throws(AnchorFault) -> TimeStamp {
        guard let hex = entry.body["roots_sha256"]?.string, let pem = try read({ try proofs.roots(hex) }),
            SHA256.hash(pem).hex == hex
        else { throw .noRoots }
        guard let imprint = entry.body["note_sha256"]?.string.flatMap({ Digest(hex: $0) }) else { throw .lacks }
        let stamp: TimeStamp
        do throws(TimeStampError) {
            stamp = try TimeStampResponse(der: der).verified(
                for: TimeStampRequest(imprint: imprint, nonce: nil),
                roots: TimeStampRoots(pem: pem)
            )
        } catch {
            throw .doesNotHold(error.report.message)
        }
        guard entry.body["gen_time"]?.string == stamp.time.description, entry.body["tsa"]?.string == stamp.subject,
            entry.body["serial"]?.string == stamp.serial
        else { throw .saysOther }
        return stamp
    }

    private func read(_ body: () throws -> [UInt8]?) throws(AnchorFault) -> [UInt8]? {
        do { return try body() } catch { throw .unreadable("\(error)") }
    }
}
