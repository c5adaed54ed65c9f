package import ExhibitModel

/// A file that shows that an entry stands in a log: place, path and signed checkpoint (C2SP tlog-proof).
package struct TlogProof: Hashable, Sendable {
    package let index: Int64
    /// Siblings from the leaf to the root.
    package let path: [Digest]
    /// The signed note as the log published it.
    package let checkpointNote: [UInt8]
    /// The entry itself, which makes the file complete.
    ///
    /// What it claims counts only after ``verify(leafEntry:keys:)``.
    package let extra: [UInt8]?

    private static let header = "c2sp.org/tlog-proof@v1"
    /// No tree whose size fits 63 bits is higher.
    private static let pathLimit = 63

    package init(index: Int64, path: [Digest], checkpointNote: [UInt8], extra: [UInt8]?) {
        self.index = index
        self.path = path
        self.checkpointNote = checkpointNote
        self.extra = extra
    }

    /// Strict: what is accepted is byte for byte what ``bytes`` writes again.
    ///
    /// Nothing is verified yet.
    package init(parsing bytes: [UInt8]) throws(ProofError) {
        let feed = UInt8(ascii: "\n")
        guard let blank = bytes.indices.dropFirst().first(where: { bytes[$0] == feed && bytes[$0 - 1] == feed }),
            let head = String(validating: bytes[..<(blank - 1)], as: UTF8.self)
        else { throw .malformedProof("no blank line ends the path") }
        checkpointNote = Array(bytes[(blank + 1)...])
        var lines = head.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popFirst() == Self.header[...] else {
            throw .malformedProof("it does not begin with \(Self.header)")
        }
        extra = try Self.extra(&lines)
        index = try Self.index(&lines)
        path = try Self.path(lines)
    }

    package var bytes: [UInt8] {
        var lines = [Self.header]
        if let extra { lines.append("extra \(Base64.encode(extra))") }
        lines.append("index \(index)")
        lines += path.map { Base64.encode($0.bytes) }
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + checkpointNote
    }

    /// The checkpoint under which `leafEntry` stands at ``index``, signed by its log with one of `keys`.
    ///
    /// For a file that is complete give its own ``extra``; another entry than that is refused.
    package func verify(leafEntry: [UInt8], keys: [VerifierKey]) throws(ProofError) -> Checkpoint {
        guard extra == nil || extra == leafEntry else { throw .entryMismatch }
        let checkpoint = try SignedNote(parsing: checkpointNote).checkpoint(verifiedBy: keys)
        let leaf = MerkleTree.leaf(leafEntry)
        guard
            MerkleTree.verifyInclusion(
                leaf: leaf,
                index: index,
                size: checkpoint.size,
                path: path,
                root: checkpoint.root
            )
        else { throw .notIncluded(index: index, size: checkpoint.size) }
        return checkpoint
    }

    private static func extra(_ lines: inout ArraySlice<Substring>) throws(ProofError) -> [UInt8]? {
        guard let line = lines.first, line.hasPrefix("extra ") else { return nil }
        lines.removeFirst()
        guard let extra = Base64.decode(line.dropFirst(6)), !extra.isEmpty else {
            throw .malformedProof("its extra line has no data")
        }
        return extra
    }

    private static func index(_ lines: inout ArraySlice<Substring>) throws(ProofError) -> Int64 {
        guard let line = lines.popFirst(), line.hasPrefix("index "), let index = DecimalCount.parse(line.dropFirst(6))
        else {
            throw .malformedProof("it has no index")
        }
        return index
    }

    private static func path(_ lines: ArraySlice<Substring>) throws(ProofError) -> [Digest] {
        guard lines.count <= pathLimit else { throw .malformedProof("its path is longer than \(pathLimit)") }
        var path: [Digest] = []
        for line in lines {
            guard let hash = Base64.decode(line), hash.count == 32 else {
                throw .malformedProof("hash \(path.count + 1) of its path is none")
            }
            path.append(Digest(hash))
        }
        return path
    }
}
