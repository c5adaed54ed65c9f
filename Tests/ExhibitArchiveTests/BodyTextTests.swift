import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import TestSupport
import Testing

struct BodyTextTests {
    @Test func `JSON is read with placeholders, and a string says what it stands for`() throws {
        let scratch = try Scratch()
        var random = Seeded(1)
        let picture = random.bytes(3000)
        let captured = try scratch.capture([
            Array(#"{"a":"data:image/png;base64,\#(Base64.encode(picture))!","b":"plain","c":""}"#.utf8)
        ])
        let text = try captured.reading()
        let value = try JSONReader.read(text.bytes, .reply)
        let a = try #require(value["a"]?.string)
        #expect(text.resolve(a) == [.text("data:image/png;base64,"), .blob(0), .text("!")])
        #expect(text.blob(0)?.sha256 == SHA256.hash(picture))
        #expect(text.blob(1) == nil)
        #expect(text.resolve(value["b"]?.string ?? "") == [.text("plain")])
        #expect(text.resolve(value["c"]?.string ?? "-") == [])
    }

    @Test func `a hostile reply cannot write a placeholder`() throws {
        let scratch = try Scratch()
        let body = Array(#"["\#(SampleBody.picture(1, 900))","zero"]"#.utf8)
        let captured = try scratch.capture([body])
        let first = try JSONReader.read(try captured.reading().bytes, .reply)
        let second = try captured.reading()
        let forged = try #require(first[0]?.string)
        #expect(second.resolve(forged) == [.text(forged)])
        #expect(try second.decodeBase64(forged, into: scratch.folder) != .piece(try #require(second.blob(0))))
    }

    static let strings: [(name: String, text: @Sendable (String) -> String, isWhole: Bool)] = [
        ("as it is", { $0 }, true), ("URL alphabet", SampleBody.url, true), ("no padding", SampleBody.unpadded, true),
        ("a data URL", { "data:image/png;base64,\($0)" }, true),
        ("escaped slashes", { SampleBody.replacing($0, "/", "\\/") }, true),
        ("lines", { SampleBody.wrapped($0, 76, "\\n") }, true),
        ("a line break at the end", { SampleBody.wrapped($0, 76, "\\n") + "\\n" }, false),
        ("escaped padding", { SampleBody.replacing($0, "=", "\\u003d") }, false),
        ("an escape after a third", { "\(pair($0, 4001).0)\\u00\(hex(pair($0, 4001).1))\(pair($0, 4001).2)" }, false),
        ("an escape near the start", { "\(pair($0, 9).0)\\u00\(hex(pair($0, 9).1))\(pair($0, 9).2)" }, false),
        (
            "other alphabets in each half",
            { "\(SampleBody.url(pair($0, 5000).0))\(pair($0, 5000).1)\(pair($0, 5000).2)" }, false
        ),
        (
            "lines that change",
            { "\(SampleBody.wrapped(pair($0, 4000).0, 76, "\\n"))\\n\(pair($0, 4000).1)\(pair($0, 4000).2)" }, false
        ),
    ]

    /// What comes before, at and behind the character at `place`.
    static func pair(_ text: String, _ place: Int) -> (String, Character, String) {
        let index = text.index(text.startIndex, offsetBy: place)
        return (String(text[..<index]), text[index], String(text[index...].dropFirst()))
    }

    static func hex(_ character: Character) -> String { Hex.encode(Array(String(character).utf8)) }

    @Test(arguments: strings.indices, [8000, 8001, 8002])
    func `base64 decodes as a whole, however it was taken apart`(index: Int, size: Int) throws {
        let (name, spelling, isWhole) = Self.strings[index]
        let scratch = try Scratch()
        var random = Seeded(UInt64(size))
        let picture = random.bytes(size)
        let body = Array(#"{"b64_json":"\#(spelling(Base64.encode(picture)))"}"#.utf8)
        let captured = try scratch.capture([body])
        let text = try captured.reading()
        let string = try #require(try JSONReader.read(text.bytes, .reply)["b64_json"]?.string)
        let media = try #require(try text.decodeBase64(string, into: scratch.folder), "\(name)")
        #expect(media.sha256 == SHA256.hash(picture))
        #expect(media.bytes == size)
        #expect(try media.source.bytes() == picture)
        if isWhole, !name.hasPrefix("a data") { #expect(media == .piece(try #require(text.blob(0)))) }
        let again = try text.digestOfBase64(string)
        #expect(again?.sha256 == SHA256.hash(picture) && again?.bytes == size)
        // The audit reads the stored segments and gets the same answer.
        let archived = try scratch.archiver.archive(captured, prompts: [])
        let stored = try BodyText(
            archived.document,
            blob: { digest in archived.blobs.first { $0.sha256 == digest }?.source },
            value: { _ in nil },
            sealed: { _ in nil }
        )
        let kept = try #require(try JSONReader.read(stored.bytes, .reply)["b64_json"]?.string)
        #expect(try stored.digestOfBase64(kept)?.sha256 == SHA256.hash(picture))
    }

    static let invalid = [
        "", "=", "A", "AAAAA", "AA=A", "not base64!", "data:image/png,AAAA", "data:image/png;base64,", "data:;base64",
        "AAAA*AAAA",
    ]

    @Test(arguments: invalid)
    func `what is no base64 is nil`(string: String) throws {
        let scratch = try Scratch()
        let text = try scratch.capture([Array("{}".utf8)]).reading()
        #expect(try text.decodeBase64(string, into: scratch.folder) == nil)
        #expect(try text.digestOfBase64(string) == nil)
        #expect(scratch.files == [])
    }

    @Test func `short base64 and unclean trailing bits are decoded too`() throws {
        let scratch = try Scratch()
        let text = try scratch.capture([Array("{}".utf8)]).reading()
        #expect(try text.decodeBase64("aGVsbG8=", into: scratch.folder)?.source.bytes() == Array("hello".utf8))
        #expect(try text.decodeBase64("aGVsbG9=", into: scratch.folder)?.source.bytes() == Array("hello".utf8))
    }

    @Test func `a withheld value is no base64 and no text`() throws {
        let scratch = try Scratch()
        let archived = try scratch.archive(Array(#"{"prompt":"something private"}"#.utf8))
        let stored = try BodyText(
            archived.document,
            blob: { digest in archived.blobs.first { $0.sha256 == digest }?.source },
            value: { _ in nil },
            sealed: { _ in nil }
        )
        let string = try #require(try JSONReader.read(stored.bytes, .reply)["prompt"]?.string)
        #expect(stored.resolve(string) == [.withheld])
        #expect(try stored.decodeBase64(string, into: scratch.folder) == nil)
    }
}
