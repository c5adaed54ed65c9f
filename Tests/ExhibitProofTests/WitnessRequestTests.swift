import ExhibitCrypto
import ExhibitModel
import ExhibitProof
import Testing

struct WitnessRequestTests {
    /// evidence.md §1.4: from 3 to 5 entries.
    private static let golden = """
        old 3
        NJ0yNsj3ekzl9MemFrd+azPo4la3wBJ69yp87+pIfBQ=
        6Pebuld6Yr0X0ku5ozH4BB7/jWymJHsVggFSG/SBngw=
        fN43eDAl5aa/xdoaiwDU0Hgh+3LfcHWi17hXDq3jZC4=
        H1BB5NXKOzn16bkFcjks2hzfD2gKwVO7PtvsoB5+1GI=

        """

    private let key = Ed25519PrivateKey.generate()
    private let origin = "ledger.example/prod-01"
    private var log: VerifierKey { VerifierKey(name: origin, publicKey: key.publicKey) }

    private func note(_ size: Int64, root: Digest? = nil) throws -> SignedNote {
        let root = try root ?? GoldenLog.shared.get().roots[Int(size)]
        return SignedNote.sign(Checkpoint(origin: origin, size: size, root: root).body, name: origin, key: key)
    }

    private func request(_ old: Int64, _ new: Int64) throws -> WitnessRequest {
        let tree = try StoredTree(new)
        let path = try MerkleTree.consistencyPath(from: old, to: new, node: tree.node)
        return WitnessRequest(old: old, path: path, note: try note(new))
    }

    private func head(_ size: Int) throws -> WitnessedHead {
        WitnessedHead(size: Int64(size), root: try GoldenLog.shared.get().roots[size])
    }

    private func refusal(_ request: WitnessRequest, after last: WitnessedHead?) throws -> WitnessRefusal {
        try #require(throws: WitnessRefusal.self) { try request.checked(after: last, logs: [log]) }
    }

    @Test func `the golden request is written and read`() throws {
        let request = try request(3, 5)
        #expect(request.bytes == Array((Self.golden + "\n").utf8) + request.note.bytes)
        #expect(try WitnessRequest(parsing: request.bytes) == request)
        #expect(try request.checked(after: head(3), logs: [log]).size == 5)
    }

    @Test(arguments: [(0, 1), (0, 300), (1, 300), (128, 257), (255, 256), (299, 300), (300, 300)])
    func `an append is signed`(old: Int, new: Int) throws {
        let last = old == 0 ? nil : try head(old)
        #expect(
            try request(Int64(old), Int64(new)).checked(after: last, logs: [log])
                == Checkpoint(parsing: note(Int64(new)).text)
        )
    }

    @Test func `each refusal has the status of the specification`() throws {
        let good = try request(3, 5)
        #expect(throws: WitnessRefusal.unknownLog(origin: origin)) { try good.checked(after: head(3), logs: []) }
        let other = VerifierKey(name: origin, publicKey: Ed25519PrivateKey.generate().publicKey)
        #expect(throws: WitnessRefusal.notSigned("no signature is by a known key")) {
            try good.checked(after: head(3), logs: [other])
        }
        let namesake = VerifierKey(name: "another", publicKey: key.publicKey)
        #expect(throws: WitnessRefusal.unknownLog(origin: origin)) {
            try good.checked(after: head(3), logs: [namesake])
        }
        #expect(try refusal(good, after: nil) == .otherSize(seen: 0))
        #expect(try refusal(good, after: head(4)) == .otherSize(seen: 4))
        #expect(try refusal(good, after: WitnessedHead(size: 3, root: head(4).root)) == .notAnAppend(from: 3, to: 5))
        let cut = WitnessRequest(old: 3, path: Array(good.path.dropLast()), note: good.note)
        #expect(try refusal(cut, after: head(3)) == .notAnAppend(from: 3, to: 5))
        let proofFromNothing = WitnessRequest(old: 0, path: good.path, note: good.note)
        #expect(try refusal(proofFromNothing, after: nil) == .notAnAppend(from: 0, to: 5))
        let shrunk = WitnessRequest(old: 5, path: [], note: try note(3))
        #expect(try refusal(shrunk, after: head(5)).status == 400)
        let fork = WitnessRequest(old: 5, path: [], note: try note(5, root: head(4).root))
        #expect(try refusal(fork, after: head(5)) == .forked(size: 5))
        let statuses: [(WitnessRefusal, Int)] = [
            (.malformed(""), 400), (.notSigned(""), 403), (.unknownLog(origin: ""), 404), (.otherSize(seen: 1), 409),
            (.forked(size: 1), 409), (.notAnAppend(from: 1, to: 2), 422),
        ]
        for (refusal, status) in statuses { #expect(refusal.status == status) }
    }

    @Test func `one wrong line of the log's own key spoils the request`() throws {
        let good = try request(3, 5)
        let wrong = try note(4).signatures
        let spoiled = WitnessRequest(old: 3, path: good.path, note: good.note.adding(wrong))
        #expect(try refusal(spoiled, after: head(3)).status == 403)
    }

    @Test(arguments: [
        "", "\n", "old 3\n", "old 03\n\n", "old -1\n\n", "old\n\n", "Old 3\n\n", "old 3 \n\n", " old 3\n\n",
        "new 3\n\n",
        "old 9223372036854775808\n\n", "old 3\nAAAA\n\n", "old 3\n6Pebuld6Yr0X0ku5ozH4BB7/jWymJHsVggFSG/SBngw\n\n",
        "old 3\r\n\r\n",
    ])
    func `a head that is none is refused`(head: String) throws {
        let bytes = Array(head.utf8) + (try note(5)).bytes
        #expect(try #require(throws: WitnessRefusal.self) { try WitnessRequest(parsing: bytes) }.status == 400)
    }

    @Test func `sixty-three hashes are read, one more is refused`() throws {
        let hash = Digest(Array(repeating: 7, count: 32))
        for count in [63, 64] {
            let request = WitnessRequest(old: 3, path: Array(repeating: hash, count: count), note: try note(5))
            let read = try? WitnessRequest(parsing: request.bytes)  // a refusal is one of the two expected ends
            #expect((read == request) == (count == 63))
        }
    }

    @Test func `whatever is accepted is written again byte for byte`() throws {
        let bytes = try request(3, 5).bytes
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place % 8)
            if let request = try? WitnessRequest(parsing: changed) {  // a refusal is as good
                #expect(request.bytes == changed)
                #expect(throws: WitnessRefusal.self) { try request.checked(after: head(3), logs: [log]) }
            }
        }
    }
}
