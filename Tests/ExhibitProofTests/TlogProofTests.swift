import ExhibitModel
import ExhibitProof
import Testing

struct TlogProofTests {
    private let file: [UInt8]
    private let keys: [VerifierKey]

    init() throws {
        file = try GoldenLog.file("257.tlog-proof")
        keys = [try #require(VerifierKey(try GoldenLog.shared.get().vkey))]
    }

    @Test func `the golden proof is read, verified and written again byte for byte`() throws {
        let proof = try TlogProof(parsing: file)
        #expect(proof.bytes == file)
        #expect(proof.index == 257)
        #expect(proof.path.count == 7)
        #expect(proof.extra == nil)
        #expect(proof.checkpointNote == (try GoldenLog.file("checkpoint")))
        let checkpoint = try proof.verify(leafEntry: GoldenLog.entry(257), keys: keys)
        #expect(checkpoint.size == 300)
        #expect(checkpoint.root == (try GoldenLog.shared.get().roots[300]))
    }

    @Test func `our own proof of that entry is the golden one`() throws {
        let tree = try StoredTree(300)
        let path = try MerkleTree.inclusionPath(index: 257, size: 300, node: tree.node)
        let note = try GoldenLog.file("checkpoint")
        #expect(TlogProof(index: 257, path: path, checkpointNote: note, extra: nil).bytes == file)
    }

    @Test func `a proof that carries its entry is complete`() throws {
        let proof = try TlogProof(parsing: file)
        let entry = GoldenLog.entry(257)
        let complete = TlogProof(
            index: proof.index,
            path: proof.path,
            checkpointNote: proof.checkpointNote,
            extra: entry
        )
        let read = try TlogProof(parsing: complete.bytes)
        #expect(read == complete)
        #expect(
            String(decoding: complete.bytes, as: UTF8.self).contains("\nextra \(Base64.encode(entry))\nindex 257\n")
        )
        #expect(try read.verify(leafEntry: try #require(read.extra), keys: keys).size == 300)
        #expect(throws: ProofError.entryMismatch) {
            try read.verify(leafEntry: GoldenLog.entry(256), keys: keys)
        }
    }

    @Test func `another entry, place or hash is not included`() throws {
        let proof = try TlogProof(parsing: file)
        func with(index: Int64 = 257, path: [Digest]? = nil) -> TlogProof {
            TlogProof(index: index, path: path ?? proof.path, checkpointNote: proof.checkpointNote, extra: nil)
        }
        let missing = ProofError.notIncluded(index: 257, size: 300)
        #expect(throws: missing) { try proof.verify(leafEntry: GoldenLog.entry(258), keys: keys) }
        #expect(throws: ProofError.notIncluded(index: 256, size: 300)) {
            try with(index: 256).verify(leafEntry: GoldenLog.entry(257), keys: keys)
        }
        for place in proof.path.indices {
            var path = proof.path
            path[place] = MerkleTree.emptyRoot
            #expect(throws: missing) { try with(path: path).verify(leafEntry: GoldenLog.entry(257), keys: keys) }
        }
    }

    @Test func `a proof under an unknown key is worth nothing`() throws {
        let proof = try TlogProof(parsing: file)
        #expect(throws: ProofError.unsigned) { try proof.verify(leafEntry: GoldenLog.entry(257), keys: []) }
    }

    private static let hash = "pX5TYx35/gGejootZC2K4uzp5rv32XgepW0VEuFMmKk="

    @Test(arguments: [
        ("", "no blank line ends the path"),
        ("c2sp.org/tlog-proof@v1\nindex 1\n", "no blank line ends the path"),
        ("c2sp.org/tlog-proof@v2\nindex 1\n\nnote", "it does not begin with c2sp.org/tlog-proof@v1"),
        ("\n\nnote", "it does not begin with c2sp.org/tlog-proof@v1"),
        ("c2sp.org/tlog-proof@v1\n\nnote", "it has no index"),
        ("c2sp.org/tlog-proof@v1\nindex\n\nnote", "it has no index"),
        ("c2sp.org/tlog-proof@v1\nindex -1\n\nnote", "it has no index"),
        ("c2sp.org/tlog-proof@v1\nindex 01\n\nnote", "it has no index"),
        ("c2sp.org/tlog-proof@v1\nindex  1\n\nnote", "it has no index"),
        ("c2sp.org/tlog-proof@v1\n\(hash)\n\nnote", "it has no index"),
        ("c2sp.org/tlog-proof@v1\nextra AAAA\n\nnote", "it has no index"),
        ("c2sp.org/tlog-proof@v1\nextra \nindex 1\n\nnote", "its extra line has no data"),
        ("c2sp.org/tlog-proof@v1\nextra AAA\nindex 1\n\nnote", "its extra line has no data"),
        ("c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 1\n\nnote", "it has no index"),
        ("c2sp.org/tlog-proof@v1\nindex 1\nextra AAAA\n\nnote", "hash 1 of its path is none"),
        ("c2sp.org/tlog-proof@v1\nindex 1\n\(hash)\nAAAA\n\nnote", "hash 2 of its path is none"),
        ("c2sp.org/tlog-proof@v1\r\nindex 1\r\n\r\nnote", "no blank line ends the path"),
        (
            "c2sp.org/tlog-proof@v1\nindex 1\n" + String(repeating: "\(hash)\n", count: 64) + "\nnote",
            "its path is longer than 63"
        ),
    ])
    func `a malformed proof is refused`(text: String, reason: String) {
        #expect(throws: ProofError.malformedProof(reason)) { try TlogProof(parsing: Array(text.utf8)) }
    }

    @Test(arguments: 0..<8)
    func `no changed bit leads to an accepted proof that says something else`(bit: Int) throws {
        let proof = try TlogProof(parsing: file)
        let complete = TlogProof(
            index: proof.index,
            path: proof.path,
            checkpointNote: proof.checkpointNote,
            extra: GoldenLog.entry(257)
        ).bytes
        let witnessLine = try #require(
            complete.indices.dropLast().last { complete[$0] == UInt8(ascii: "\n") }
        )
        for place in complete.indices {
            var changed = complete
            changed[place] ^= 1 << UInt8(bit)
            guard let read = try? TlogProof(parsing: changed) else { continue }  // a refusal is as good
            #expect(read.bytes == changed)
            // The witness is not among the keys: its line may say what it likes.
            guard place < witnessLine else { continue }
            #expect(throws: ProofError.self) { try read.verify(leafEntry: read.extra ?? [], keys: keys) }
        }
    }
}
