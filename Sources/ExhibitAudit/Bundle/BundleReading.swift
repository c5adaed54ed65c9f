import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// One pass over a bundle's entries, then over the proofs that lie beside its files.
final class BundleReading {
    private let files: BundleFiles
    private let head: BundleHead
    private let evidence: BundleEvidence
    private let runs: RunCheck
    private var entries: EntryCheck
    private var gathering: RunGathering
    private var uses = OutputUses()
    private var tasks = TaskCheck()
    private var dates = DateGathering()
    private var frontier = MerkleFrontier()
    private var roots: [Int64: Digest] = [:]
    private var wanted: Set<Int64> = []
    private var paths: PartialProofs?
    /// Of a whole ledger with tiles.
    private var copies: BundleEntries?
    private var listing = VerdictListing()
    private var seen: [String: String] = [:]
    private var attestations: AttestationCheck
    private var wire: WireCheck

    /// Nil when the bundle cannot be tied to a ledger.
    init?(_ files: BundleFiles, _ scan: SecretScan, _ report: inout AuditReport) throws {
        guard let head = BundleHead(files, &report) else { return nil }
        self.files = files
        self.head = head
        evidence = BundleEvidence(files, &report)
        attestations = AttestationCheck(files, evidence, head)
        wire = WireCheck(files, evidence, origin: head.identity.origin)
        let isPartial = head.scope == .partial
        let budget = ReadingBudget(.everything)
        let blobs = BlobCheck(evidence, budget, scan)
        runs = RunCheck(
            evidence,
            blobs,
            budget,
            origin: head.identity.origin,
            isSigned: true,
            isBundle: true
        )
        entries = EntryCheck(scan, isPartial: isPartial)
        if isPartial { paths = PartialProofs(files, head.checkpoint, &report) }
        let tiles = BundleTiles(files, head, &report)
        if let tiles {
            let lines = files.has(BundleLayout.entries) ? files.path(BundleLayout.entries) : nil
            let signed = try SignedLeaves(tiles, lines: lines, root: head.checkpoint.root, &report)
            if !isPartial { copies = BundleEntries(tiles, signed, lines: lines) }
        }
        gathering = RunGathering(files, copies == nil ? nil : tiles, seeing: &wanted)
    }

    func run(_ against: EarlierCheckpoint?, _ report: inout AuditReport) throws {
        report.origin = head.identity.origin
        report.counts[.checkpoints] = 1
        report.counts[.privateValues] = evidence.valueCount
        wanted.formUnion(against?.sizes ?? [])
        wanted.formUnion(BundleAnchors.sizes(files))
        try readEntries(&report)
        for entries in try gathering.rest() { try check(entries, &report) }
        tasks.count(&report)
        compareTree(against, &report)
        ProofFiles(files: files, evidence: evidence, head: head).check(&report)
        try checkAnchors(&report)
        try ReviewFile.compare(entries.reviews.envelopes, files, evidence, &report)
        entries.reviews.finish(&report) { roots[$0]?.hex }
        attestations.check(&report)
        wire.finish(&report)
        listing.compare(files, &report)
        report.notes.append(
            Note("audit.key", "signed by \(head.identity.vkey.text): compare this key with the one you were given")
        )
        tellLeftOut(&report)
    }

    private func readEntries(_ report: inout AuditReport) throws {
        var place: Int64 = 0
        if copies != nil {
            while let entry = copies?.next() {
                try take(place, entry, &report)
                place += 1
            }
            copies?.finish(&report)
            return
        }
        var lines = Lines(files.path(BundleLayout.entries))
        do {
            while let line = try lines.next() {
                try take(place, line, &report)
                place += 1
            }
        } catch is Lines.Unfinished {
            report.add(
                Finding(.entry, "\(BundleLayout.entries) does not end in a whole line", path: BundleLayout.entries)
            )
        }
    }

    /// `place` counts what the bundle has, from 0: in a part of a ledger it is not the entry's number.
    private func take(_ place: Int64, _ line: [UInt8], _ report: inout AuditReport) throws {
        let index: Int64
        if let paths {
            index = paths.prove(line, Int(place) + 1, &report) ?? place
        } else {
            index = place
            frontier.append(leaf: MerkleTree.leaf(line))
            if wanted.contains(frontier.size) { roots[frontier.size] = frontier.root }
        }
        guard let entry = entries.read(line, at: index, &report) else { return }
        uses.take(entry)
        dates.take(entry)
        // A part of a ledger has some entries of a task, and others not.
        if head.scope == .whole { tasks.take(entry, &report) }
        listing.add(entry)
        attestations.take(entry)
        guard entry.run != nil else {
            report.add(try runs.checkOutsideRuns(entry))
            return
        }
        if let complete = try gathering.add(entry, at: place) { try check(complete, &report) }
    }

    private func check(_ entries: [Entry], _ report: inout AuditReport) throws {
        let output = entries.first { $0.type == .artifactStored && $0.body["role"]?.string == "output" }
        let known = head.scope == .whole ? output?.body["sha256"]?.string.map { uses.entries(of: $0) } ?? [] : nil
        let checked = try runs.check(dates.job(entries, uses: known))
        report.add(checked.tally)
        // What follows from bytes that were changed is no finding of its own.
        try wire.check(entries, isSound: checked.tally.findings.isEmpty, &report)
        if let replay = checked.replay { attestations.take(replay) }
    }

    private func checkAnchors(_ report: inout AuditReport) throws {
        let root: ((Int64) -> Digest?)? = head.scope == .whole ? { [roots] size in roots[size] } : nil
        try AnchorCheck(head.identity, BundleAnchors(files), root: root).check(dates, &report)
    }

    private func compareTree(_ against: EarlierCheckpoint?, _ report: inout AuditReport) {
        guard head.scope == .whole else {
            report.root = head.checkpoint.root.hex
            if against != nil {
                report.notChecked.append(
                    "the checkpoint to compare with: chosen runs cannot show that nothing was changed before"
                )
            }
            return
        }
        roots[frontier.size] = frontier.root
        report.root = frontier.root.hex
        if frontier.size != head.checkpoint.size {
            report.add(
                Finding(
                    .checkpoint,
                    "the checkpoint covers \(head.checkpoint.size) entries, the bundle has \(frontier.size)",
                    path: BundleLayout.entries
                )
            )
        } else if frontier.root != head.checkpoint.root {
            report.add(
                Finding(
                    .checkpoint,
                    "the entries do not have the root that the checkpoint signs: at least one was changed",
                    path: BundleLayout.entries
                )
            )
        }
        against?.compare(head.identity, treeSize: frontier.size, root: { roots[$0] }, &report)
    }

    private func tellLeftOut(_ report: inout AuditReport) {
        let items = (head.index["left_out"]?.array ?? []).map { item in
            let count = item["count"]?.int.map { "\($0); " } ?? ""
            return "\(item["what"]?.string ?? "?") (\(count)\(item["why"]?.string ?? "no reason given"))"
        }
        if !items.isEmpty { report.notChecked.append("left out of the bundle: \(items.joined(separator: " · "))") }
        guard head.scope == .partial else { return }
        report.notChecked.append(
            "what is not of the chosen runs: the entries between, and how often a picture was used"
        )
    }
}
