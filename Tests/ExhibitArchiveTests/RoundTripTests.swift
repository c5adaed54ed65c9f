import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import TestSupport
import Testing

struct RoundTripTests {
    @Test(arguments: SampleBody.all)
    func `a body comes back byte by byte`(sample: SampleBody) throws {
        let scratch = try Scratch()
        let captured = try scratch.capture([sample.bytes])
        #expect(captured.rawSHA256 == SHA256.hash(sample.bytes))
        #expect(captured.rawBytes == sample.bytes.count)
        #expect(captured.pieces.count { if case .base64 = $0 { true } else { false } } == sample.runs)
        let (rebuilt, bytes) = try scratch.rebuild(try scratch.archiver.archive(captured, prompts: []))
        #expect(rebuilt == .exact(captured.rawSHA256, bytes: captured.rawBytes))
        #expect(bytes == sample.bytes)
    }

    @Test(arguments: SampleBody.all)
    func `single bytes make the same pieces`(sample: SampleBody) throws {
        let scratch = try Scratch()
        let whole = try scratch.capture([sample.bytes])
        let bytes = try scratch.capture(sample.bytes.map { [$0] })
        #expect(whole.rawSHA256 == bytes.rawSHA256)
        #expect(whole.pieces.map(\.kept) == bytes.pieces.map(\.kept))
    }

    @Test(arguments: UInt64(0)..<40)
    func `any chunks make the same pieces`(seed: UInt64) throws {
        let scratch = try Scratch()
        var random = Seeded(seed)
        let sample = SampleBody.all[Int(seed) % SampleBody.all.count]
        let whole = try scratch.capture([sample.bytes])
        let cut = try scratch.capture(random.chunks(sample.bytes, longest: [3, 40, 1500, 16_384][Int(seed) % 4]))
        #expect(whole.pieces.map(\.kept) == cut.pieces.map(\.kept))
    }

    @Test(arguments: UInt64(0)..<150)
    func `random mixtures come back byte by byte`(seed: UInt64) throws {
        let scratch = try Scratch()
        var random = Seeded(seed)
        let words = [
            "\\", "\\n", "\\/", "\n", "\r\n", "=", "==", "\"", "-", "_", "+", "/", "{", ",", "é", "\\u003d", "A",
        ]
        var body: [UInt8] = []
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let picture = Base64.encode(random.bytes(Int.random(in: 0...2500, using: &random)))
            let width = [Int.max, 76, 64, 61, 17].randomElement(using: &random) ?? 76
            let newline = ["\n", "\r\n", "\\n"].randomElement(using: &random) ?? "\n"
            var text = width == .max ? picture : SampleBody.wrapped(picture, width, newline)
            if Bool.random(using: &random) { text = SampleBody.replacing(text, "/", "\\/") }
            if Bool.random(using: &random) { text = SampleBody.url(text) }
            body += text.utf8
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                body += (words.randomElement(using: &random) ?? "").utf8
            }
        }
        let captured = try scratch.capture(random.chunks(body, longest: 700))
        let (rebuilt, bytes) = try scratch.rebuild(try scratch.archiver.archive(captured, prompts: []))
        #expect(bytes == body)
        #expect(rebuilt == .exact(SHA256.hash(body), bytes: Int64(body.count)))
    }

    @Test func `a picture is kept once, as its own bytes`() throws {
        let scratch = try Scratch()
        var random = Seeded(77)
        let picture = random.bytes(50_000)
        let archived = try scratch.archive(Array(#"{"data":[{"b64_json":"\#(Base64.encode(picture))"}]}"#.utf8))
        let blob = try #require(archived.blobs.first { $0.sha256 == SHA256.hash(picture) })
        #expect(try blob.source.bytes() == picture)
        #expect(archived.blobs.map(\.bytes).reduce(0, +) < 51_000)
    }

    @Test func `a binary body is one raw segment`() throws {
        let scratch = try Scratch()
        let captured = try scratch.capture([SampleBody.png])
        #expect(captured.wholeFile?.sha256 == SHA256.hash(SampleBody.png))
        #expect(throws: ArchiveError.notText) { try captured.reading() }
        let archived = try scratch.archiver.archive(captured, prompts: [])
        #expect(archived.document.segments == [.raw(SHA256.hash(SampleBody.png))])
    }

    @Test func `a data line of thirty megabytes stays one run`() throws {
        let scratch = try Scratch()
        var random = Seeded(5)
        let block = random.bytes(30_000)
        let picture = [UInt8]((0..<1000).flatMap { _ in block })
        let body = Array("data: {\"b64_json\":\"".utf8) + Base64.encodeBytes(picture) + Array("\"}\n\n".utf8)
        let captured = try scratch.capture(
            stride(from: 0, to: body.count, by: 16_384).map { Array(body[$0...].prefix(16_384)) }
        )
        #expect(captured.pieces.count == 3)
        let (rebuilt, _) = try scratch.rebuild(try scratch.archiver.archive(captured, prompts: []))
        #expect(rebuilt == .exact(SHA256.hash(body), bytes: Int64(body.count)))
    }

    @Test func `a blob that is not there is named`() throws {
        let scratch = try Scratch()
        let archived = try scratch.archive(Array("hello".utf8))
        let rebuilt = try BodyRebuilder.rebuild(
            archived.document,
            blob: { _ in nil },
            value: { _ in nil },
            sealed: { _ in nil },
            into: { _ in }
        )
        #expect(rebuilt == .missing(SHA256.hash(Array("hello".utf8))))
    }
}

extension CapturedBody.Piece {
    /// The piece without the name of its file.
    fileprivate var kept: String {
        switch self {
        case .text(let bytes), .credential(let bytes, _): "text \(SHA256.hash(bytes)) \(bytes.count)"
        case .base64(let shape, let file): "base64 \(file.sha256) \(shape)"
        case .raw(let file): "raw \(file.sha256)"
        }
    }
}
