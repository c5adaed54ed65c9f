import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import TestSupport
import Testing

struct WireTests {
    /// Blobs and values in memory.
    struct Shelf: BodySource {
        var blobs: [Digest: [UInt8]] = [:]
        var values: [String: String] = [:]

        func source(_ digest: Digest) throws -> BlobSource? { blobs[digest].map { .bytes($0) } }
        func value(_ commit: String) throws -> String? { values[commit] }

        mutating func put(_ text: String) -> Segment {
            blobs[SHA256.hash(Array(text.utf8))] = Array(text.utf8)
            return .text(SHA256.hash(Array(text.utf8)))
        }

        mutating func put(_ bytes: [UInt8]) -> Segment {
            blobs[SHA256.hash(bytes)] = bytes
            return .base64(SHA256.hash(bytes), Base64Shape())
        }
    }

    static let commit = String(repeating: "ab", count: 32)
    static let date = "2026-11-21T12:00:00.000Z"

    static func entry(_ seq: Int64) -> WireEntry {
        WireEntry(seq: seq, leaf: SHA256.hash([UInt8(seq)]), date: date)
    }

    /// A run with a private prompt in its request, and a picture and a credential in its answer.
    static func sample(_ shelf: inout Shelf, credential: Bool = true, bytes: Int = 400_000) -> WireRun {
        var random = Seeded(7)
        let asked = [shelf.put(#"{"prompt":""#), Segment.commit(commit, .json), shelf.put(#""}"#)]
        var answered = [shelf.put(#"{"data":[{"b64_json":""#), shelf.put(random.bytes(bytes)), shelf.put(#""}]"#)]
        if credential { answered.append(.redacted(rule: "secret", tag: "01234567", bytes: 40)) }
        answered.append(shelf.put("}"))
        let request = WireRequest(
            entry: entry(6),
            method: "POST",
            origin: "https://api.example",
            path: "/v1/images?key=[redacted:query:89abcdef]",
            body: BodyDocument(asked),
            sha256: nil
        )
        let response = WireResponse(
            entry: entry(7),
            origin: "https://api.example:443",
            status: 200,
            headers: [("content-type", "application/json"), ("content-length", "9"), ("x-request-id", "r\r\nx: 1")],
            body: BodyDocument(answered),
            sha256: nil,
            isComplete: true,
            location: nil,
            version: "2",
            timing: ["sent": 5, "first_byte": 7, "total": 11]
        )
        return WireRun(
            origin: "exhibit.invalid/x",
            run: "01KAHC0000Z9X8W7V6T5S4R3Q2",
            date: date,
            exchanges: [WireExchange(request: request, response: response)]
        )
    }

    static func warc(_ run: WireRun, _ shelf: Shelf) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try WARCWriter(run, shelf).write { bytes += $0 }
        return bytes
    }

    static func text(_ record: WARCRecord) -> String { String(decoding: record.block, as: UTF8.self) }

    @Test func `what is written is read, and gives the same bytes again`() throws {
        var shelf = Shelf()
        let bytes = try Self.warc(Self.sample(&shelf), shelf)
        let records = try WARCReader.read(bytes)
        #expect(records.map { $0.value("WARC-Type") } == ["warcinfo", "request", "metadata", "response", "metadata"])
        let isSame = records.flatMap(\.bytes) == bytes
        #expect(isSame)
        #expect(Set(records.compactMap { $0.value("WARC-Record-ID") }).count == 5)
        #expect(records[1].value("WARC-Concurrent-To") == records[3].value("WARC-Record-ID"))
        #expect(records[3].value("WARC-Concurrent-To") == records[1].value("WARC-Record-ID"))
        #expect(
            records[1].value("WARC-Target-URI") == "https://api.example/v1/images?key=%5Bredacted:query:89abcdef%5D"
        )
        #expect(!Self.text(records[3]).contains("\r\nx: 1"), "a header cannot bring another")
    }

    @Test func `a body that is not the wire's does not pretend to be, and says what was taken out`() throws {
        var shelf = Shelf()
        let records = try WARCReader.read(try Self.warc(Self.sample(&shelf), shelf))
        #expect(records[1].value("WARC-Payload-Digest") == nil)
        #expect(records[3].value("WARC-Payload-Digest") == nil)
        let notes = try [2, 4].map { try #require(JSONReader.read(records[$0].block, .canonical).object) }
        #expect(notes.map { $0["body"]?.string } == ["not as on the wire", "not as on the wire"])
        let marks = notes.map { $0["marks"]?.array ?? [] }
        try #require(marks[0].map { $0["kind"]?.string } == ["redacted", "withheld"])
        try #require(marks[1].map { $0["kind"]?.string } == ["redacted"])
        #expect(marks[1][0]["rule"]?.string == "secret" && marks[1][0]["wire_length"]?.int == 40)
        // The token stands where the mark says.
        for (record, mark) in [(records[1], marks[0][1]), (records[3], marks[1][0])] {
            let text = Array(Self.text(record).utf8)
            let end = try #require(Self.text(record).firstRange(of: "\r\n\r\n")).upperBound
            let body = Array(text[Self.text(record).utf8.distance(from: Self.text(record).startIndex, to: end)...])
            let at = try #require(mark["at"]?.int), length = try #require(mark["length"]?.int)
            #expect(body[at] == UInt8(ascii: "[") && body[at + length - 1] == UInt8(ascii: "]"))
        }
    }

    @Test func `a whole body has the wire's own digest`() throws {
        var shelf = Shelf()
        let run = Self.sample(&shelf, credential: false)
        shelf.values[Self.commit] = "a \"red\" fox"
        let records = try WARCReader.read(try Self.warc(run, shelf))
        for record in [records[1], records[3]] { #expect(record.value("WARC-Payload-Digest")?.utf8.count == 63) }
        #expect(Self.text(records[1]).hasSuffix(#"{"prompt":"a \"red\" fox"}"#))
    }

    @Test func `no changed byte is read`() throws {
        var shelf = Shelf()
        let bytes = try Self.warc(Self.sample(&shelf, bytes: 900), shelf)
        let original = try WARCReader.read(bytes)
        var unnoticed = 0
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            // A field's own text may change; what it says then is compared by the audit.
            guard let records = try? WARCReader.read(changed) else { continue }
            unnoticed += 1
            let isSame = records.flatMap(\.bytes) == changed
            #expect(isSame)
            for (old, new) in zip(original, records) where old.block != new.block {
                Issue.record("a block changed unseen at \(place)")
            }
        }
        #expect(unnoticed < bytes.count / 2)
        for count in stride(from: 1, to: bytes.count, by: 37) {
            #expect(throws: ArchiveError.self) { try WARCReader.read(Array(bytes.dropLast(count))) }
        }
    }

    @Test func `the same record gives the same archive, in pieces of bounded size`() throws {
        var shelf = Shelf()
        let run = Self.sample(&shelf, bytes: 3 << 20)
        var largest = 0
        var first = SHA256()
        try WARCWriter(run, shelf).write {
            largest = max(largest, $0.count)
            first.update($0)
        }
        var second = SHA256()
        try WARCWriter(run, shelf).write { second.update($0) }
        let digests = [first.finish(), second.finish()]
        #expect(digests[0] == digests[1])
        #expect(largest < 1 << 20)
    }

    @Test func `the archive for people names pictures and shows texts`() throws {
        var shelf = Shelf()
        let run = Self.sample(&shelf)
        let har = try #require(JSONReader.read(try HARWriter(run, shelf).bytes(), .canonical)["log"])
        let entry = try #require(har["entries"]?.array?.first)
        let digest = try #require(shelf.blobs.first { $0.value.count == 400_000 }).key.hex
        #expect(entry["response"]?["content"]?["text"]?.string?.contains("[blob sha256:\(digest)]") == true)
        #expect(entry["response"]?["content"]?["comment"]?.string?.contains("blob sha256:\(digest)") == true)
        #expect(entry["request"]?["postData"]?["text"]?.string == #"{"prompt":"[withheld:abababab]"}"#)
        #expect(entry["_evidence"]?["seq"]?.int == 7 && entry["_evidence"]?["request_seq"]?.int == 6)
        #expect(entry["timings"] == ["send": 5, "wait": 2, "receive": 4])
        #expect(entry["time"]?.int == 11)
    }
}
