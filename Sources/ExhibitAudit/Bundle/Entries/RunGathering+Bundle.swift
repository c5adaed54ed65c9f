import ExhibitProof
import ExhibitRecord

extension RunGathering {
    /// Of a bundle: by its entries' tiles if it has all of them, else by its lines.
    ///
    /// `trees` gains the sizes of the trees that reviewers decided on.
    init(_ files: BundleFiles, _ tiles: BundleTiles?, seeing trees: inout Set<Int64>) {
        guard let tiles, let hints = Self.hints(tiles, &trees) else {
            // A file of lines cannot be read again at one entry, so all of them may wait.
            self.init(lastEntry: Self.hints(files, &trees), limit: .max) { _ in nil }
            return
        }
        var again = SignedLeaves.entryWindow(tiles)
        self.init(lastEntry: hints) { index in
            // What is no entry was found when it came by
            again.value(index).flatMap { try? Entry(parsing: $0, at: index) }
        }
    }

    private static func hints(_ files: BundleFiles, _ trees: inout Set<Int64>) -> [String: Int64] {
        var last: [String: Int64] = [:]
        // What breaks off is found when the entries are read
        try? Lines.forEach(files.path(BundleLayout.entries)) { number, line in
            if let run = RunHint.run(line) { last[run] = Int64(number - 1) }
            if let size = ReviewRegister.treeSize(line) { trees.insert(size) }
        }
        return last
    }

    /// Nil when a tile cannot be read.
    private static func hints(_ tiles: BundleTiles, _ trees: inout Set<Int64>) -> [String: Int64]? {
        var entries = SignedLeaves.entryWindow(tiles)
        var last: [String: Int64] = [:]
        for index in 0..<tiles.size {
            guard let entry = entries.value(index) else { return nil }
            if let run = RunHint.run(entry) { last[run] = index }
            if let size = ReviewRegister.treeSize(entry) { trees.insert(size) }
        }
        return last
    }
}
