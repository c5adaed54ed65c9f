import ExhibitCrypto
import ExhibitModel
import ExhibitProof
import Testing

struct MerkleTreeTests {
    @Test func `the leaf of the golden entry is the golden leaf`() {
        let entry =
            #"{"attempt":1,"body":{"host":"h.example","input_images":[],"method":"POST","mode":"generation","#
            + #""model":"gpt-image-2","path":"/v1/images/generations","#
            + #""prompt_commit":"1111111111111111111111111111111111111111111111111111111111111111","#
            + #""provider":"happy","#
            + #""request_sha256":"0000000000000000000000000000000000000000000000000000000000000000"},"#
            + #""run":"01KAHC0000000000000000000A","seq":0,"task":"cat-test","ts":"2026-11-21T06:56:17.123Z","#
            + #""type":"request.intent","v":1}"#
        #expect(entry.utf8.count == 458)
        let leaf = MerkleTree.leaf(Array(entry.utf8))
        #expect(leaf.hex == "f268dbc086e1f412b7fec495deace454b993f68361d9139db55ec3005adb776a")
    }

    @Test(
        arguments: [
            (1, "8VRTsPAWFGvBKF2UZ45Wt2axtB+TdO1ZMPz2xUPcLmA="),
            (3, "pX5TYx35/gGejootZC2K4uzp5rv32XgepW0VEuFMmKk="),
            (5, "kYENK0XS8RhycoHWK/XCGMZ0aj1UPiRjOWGo3FwlwcI="),
            (8, "kgdpBe+UbozYwLPSZ5M97+Fk5yMC2yXyBtHUeBolrGA="),
            (256, "4Wh7OF4TOiZmGEcWrH2XOz+IvWxKElXu6pGvSS4rEs8="),
            (257, "fOwy04iecl13ZwhEf7qRw+BdI8cQ4q2ynsiyHg/BwJc="),
            (300, "g6a0raFVikuYAO6tI6fp0BaN19LONHdIP5HeHuOqAuA="),
        ] as [(Int64, String)]
    )
    func `the printed roots come out`(size: Int64, root: String) throws {
        let tree = try StoredTree(size)
        #expect(try MerkleTree.root(size: size, node: tree.node) == digest(root))
    }

    @Test func `all 301 roots and 300 leaves are those of the golden log`() throws {
        let golden = try GoldenLog.shared.get()
        try #require(golden.roots.count == 301)
        try #require(golden.leaves.count == 300)
        #expect(golden.leaves == (0..<300).map { MerkleTree.leaf(GoldenLog.entry($0)) })
        let tree = try StoredTree(300)
        var frontier = MerkleFrontier()
        for size in 0...300 {
            #expect(try MerkleTree.root(size: Int64(size), node: tree.node) == golden.roots[size])
            #expect(frontier.root == golden.roots[size])
            #expect(frontier.size == size)
            if size < 300 { frontier.append(leaf: golden.leaves[size]) }
        }
    }

    @Test func `the golden inclusion paths are made and accepted`() throws {
        let golden = try GoldenLog.shared.get()
        let tree = try StoredTree(300)
        try #require(golden.inclusions.count == 5)
        for proof in golden.inclusions {
            #expect(try MerkleTree.inclusionPath(index: proof.first, size: proof.second, node: tree.node) == proof.path)
            #expect(
                MerkleTree.verifyInclusion(
                    leaf: golden.leaves[Int(proof.first)],
                    index: proof.first,
                    size: proof.second,
                    path: proof.path,
                    root: golden.roots[Int(proof.second)]
                )
            )
        }
    }

    @Test func `the golden consistency paths are made and accepted`() throws {
        let golden = try GoldenLog.shared.get()
        let tree = try StoredTree(300)
        try #require(golden.consistencies.count == 6)
        for proof in golden.consistencies {
            #expect(try MerkleTree.consistencyPath(from: proof.first, to: proof.second, node: tree.node) == proof.path)
            #expect(
                MerkleTree.verifyConsistency(
                    from: proof.first,
                    to: proof.second,
                    oldRoot: golden.roots[Int(proof.first)],
                    newRoot: golden.roots[Int(proof.second)],
                    path: proof.path
                )
            )
        }
    }

    @Test func `appending completes the node of each level that the index closes`() throws {
        let tree = try StoredTree(7)
        let leaf = MerkleTree.leaf(GoldenLog.entry(7))
        let made = try MerkleTree.nodes(appending: leaf, at: 7, node: tree.node)
        #expect(made.map(\.level) == [0, 1, 2, 3])
        #expect(made.map(\.index) == [7, 3, 1, 0])
        #expect(made.first?.hash == leaf)
        #expect(made.last?.hash == digest("kgdpBe+UbozYwLPSZ5M97+Fk5yMC2yXyBtHUeBolrGA="))
    }

    @Test func `what the store throws comes out`() throws {
        let tree = try StoredTree(4)
        #expect(throws: StoredTree.Missing(level: 0, index: 4)) { try MerkleTree.root(size: 5, node: tree.node) }
        #expect(throws: StoredTree.Missing(level: 0, index: 4)) {
            try MerkleTree.inclusionPath(index: 0, size: 5, node: tree.node)
        }
    }

    @Test func `the empty tree has the hash of nothing`() {
        #expect(MerkleTree.emptyRoot == SHA256.hash([]))
        #expect(MerkleFrontier().root == MerkleTree.emptyRoot)
    }
}
