import ExhibitJSON
import ExhibitModel
import ExhibitProof

/// The places and paths of the entries of a bundle of chosen runs, line by line beside them.
struct PartialProofs {
    private let checkpoint: Checkpoint
    private var lines: [(index: Int64, path: [Digest])?] = []

    init(_ files: BundleFiles, _ checkpoint: Checkpoint, _ report: inout AuditReport) {
        self.checkpoint = checkpoint
        var lines: [(index: Int64, path: [Digest])?] = []
        do {
            try Lines.forEach(files.path(BundleLayout.proofs)) { _, line in lines.append(Self.read(line)) }
        } catch {
            report.add(Finding(.proof, "\(BundleLayout.proofs) cannot be read to its end", path: BundleLayout.proofs))
        }
        self.lines = lines
        let indexes = lines.compactMap { $0?.index }
        let isAscending = zip(indexes, indexes.dropFirst()).allSatisfy { $0 < $1 }
        if !isAscending {
            report.add(
                Finding(.proof, "\(BundleLayout.proofs) is not in the order of the entries", path: BundleLayout.proofs)
            )
        }
    }

    private static func read(_ line: [UInt8]) -> (index: Int64, path: [Digest])? {
        // Told where it is needed
        guard let value = try? CanonicalJSON.read(line), let index = value["index"]?.int else { return nil }
        var path: [Digest] = []
        for hash in value["path"]?.array ?? [] {
            guard let bytes = hash.string.flatMap({ Base64.decode($0) }), bytes.count == 32 else { return nil }
            path.append(Digest(bytes))
        }
        return (Int64(index), path)
    }

    /// The entry's proven number; nil with a finding.
    func prove(_ entry: [UInt8], _ number: Int, _ report: inout AuditReport) -> Int64? {
        guard lines.indices.contains(number - 1), let line = lines[number - 1] else {
            report.add(
                Finding(.proof, "line \(number) of \(BundleLayout.entries) has no proof", path: BundleLayout.proofs)
            )
            return nil
        }
        let included = MerkleTree.verifyInclusion(
            leaf: MerkleTree.leaf(entry),
            index: line.index,
            size: checkpoint.size,
            path: line.path,
            root: checkpoint.root
        )
        if included {
            report.counts[.proofs] += 1
        } else {
            report.add(
                Finding(
                    .proof,
                    "entry \(line.index) is not one of the \(checkpoint.size) that the checkpoint covers",
                    entry: line.index,
                    path: BundleLayout.entries
                )
            )
        }
        return line.index
    }
}
