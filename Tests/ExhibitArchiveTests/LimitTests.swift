import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import ExhibitRedaction
import Testing

struct LimitTests {
    static let prose = String(repeating: "The quick brown fox, and what else? ", count: 2000)

    @Test(arguments: [1, 700, 100_000])
    func `text beyond the limit goes to one raw, redacted file and is reported`(chunk: Int) throws {
        let scratch = try Scratch()
        let body = Array("\(Self.prose) key=\(Scratch.key) \(Self.prose)".utf8)
        let chunks = stride(from: 0, to: body.count, by: chunk).map { Array(body[$0...].prefix(chunk)) }
        let captured = try scratch.capture(chunks, limits: CaptureLimits(text: 1000))
        #expect(captured.overflow)
        #expect(captured.rawSHA256 == SHA256.hash(body))
        #expect(captured.pieces.count == 1)
        #expect(throws: ArchiveError.textExceeded) { try captured.reading() }
        let archived = try scratch.archiver.archive(captured, prompts: [])
        #expect(archived.redactions.map(\.rule) == ["secret"])
        let (rebuilt, bytes) = try scratch.rebuild(archived)
        #expect(rebuilt == .redacted)
        #expect(!bytes.contains(text: Scratch.key))
        #expect(bytes.count > 140_000)
    }

    @Test func `an overflow without secrets comes back byte by byte`() throws {
        let scratch = try Scratch()
        let body = Array("\"\(SampleBody.picture(1, 3000))\" /home/bob \(Self.prose)".utf8)
        let captured = try scratch.capture([body], limits: CaptureLimits(text: 1000))
        let (rebuilt, bytes) = try scratch.rebuild(try scratch.archiver.archive(captured, prompts: []))
        #expect(rebuilt == .exact(SHA256.hash(body), bytes: Int64(body.count)))
        #expect(bytes == body)
    }

    @Test func `a prompt in an overflow is taken out`() throws {
        let scratch = try Scratch()
        let prompt = "a red fox under a blue moon"
        let body = Array("\(Self.prose) {\"echo\":\"\(prompt)\"} \(Self.prose)".utf8)
        let archived = try scratch.archiver.archive(
            try scratch.capture([body], limits: CaptureLimits(text: 1000)),
            prompts: [prompt]
        )
        #expect(try !scratch.stored(archived).contains(text: prompt))
        #expect(try scratch.rebuild(archived).0 == .redacted)
        #expect(scratch.files.count == 1)
    }

    @Test func `media beyond the limit stops the transfer and keeps what came`() throws {
        let scratch = try Scratch()
        let capture = BodyCapture(
            folder: scratch.folder,
            limits: CaptureLimits(media: 20_000),
            redactor: scratch.redactor
        )
        let body = Array("\"\(SampleBody.picture(1, 60_000))\"".utf8)
        let taken = stride(from: 0, to: body.count, by: 4000).prefix {
            capture.receive(Array(body[$0...].prefix(4000)))
        }
        #expect(taken.count == 6)
        let captured = try capture.finish()
        #expect(captured.excess == .media)
        let kept = Array(body.prefix(28_000))
        #expect(captured.rawSHA256 == SHA256.hash(kept))
        #expect(try scratch.rebuild(try scratch.archiver.archive(captured, prompts: [])).1 == kept)
    }
}
