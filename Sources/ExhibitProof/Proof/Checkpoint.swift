package import ExhibitModel

/// A log's statement of its size and root (C2SP tlog-checkpoint, without extension lines).
package struct Checkpoint: Hashable, Sendable {
    /// Which log: also the name of the key that signs it.
    package let origin: String
    package let size: Int64
    package let root: Digest

    /// An origin that no key can be named by, or a negative size, is our bug.
    package init(origin: String, size: Int64, root: Digest) {
        precondition(KeyName.isValid(origin), "an origin has no white space and no plus sign")
        precondition(size >= 0, "a size is not negative")
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Strict: what is accepted is byte for byte what ``body`` writes again.
    package init(parsing body: [UInt8]) throws(ProofError) {
        guard let text = String(validating: body, as: UTF8.self) else { throw .malformedCheckpoint("it is not UTF-8") }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, lines[3].isEmpty else { throw .malformedCheckpoint("it has not three lines") }
        guard KeyName.isValid(lines[0]) else { throw .malformedCheckpoint("its first line is not a log's name") }
        guard let size = DecimalCount.parse(lines[1]) else {
            throw .malformedCheckpoint("its second line is not a size")
        }
        guard let root = Base64.decode(lines[2]), root.count == 32 else {
            throw .malformedCheckpoint("its third line is not a root")
        }
        self.init(origin: String(lines[0]), size: size, root: Digest(root))
    }

    /// What is signed.
    package var body: [UInt8] {
        Array("\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n".utf8)
    }
}
