import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import ExhibitRedaction
import TestSupport
import Testing

struct PrivacyTests {
    static let prompt = "A \"red\" fox under\na blue moon"

    static let leaks: [(name: String, body: String)] = [
        ("an echoed key", #"{"error":{"message":"Incorrect API key provided: \#(Scratch.key). You can find"}}"#),
        ("a masked key", #"{"error":{"message":"Incorrect API key provided: sk-happy*******************ABCD."}}"#),
        ("an escaped key", #"{"error":"bad key sk\u002dhappy\u002d0123456789abcdefghijklmnopqrstuvwxyzABCD"}"#),
        ("a field", #"{"request":{"headers":{"authorization":"Bearer sk-other-1234567890"}}}"#),
        ("a long field", #"{"access_token":"\#(SampleBody.picture(3, 3000))","n":1}"#),
        ("a page", "<html><body>Bearer \(Scratch.key)</body></html>"),
        ("our request in base64", #"{"dump":"\#(dump)","n":1}"#),
        ("our request in wrapped base64", #"{"dump":"\#(SampleBody.wrapped(dump, 76, "\\n"))\n","n":1}"#),
    ]

    static let dump = Base64.encode(
        Array(
            "POST /v1/images\r\nAuthorization: Bearer \(Scratch.key)\r\n\r\n{}\(String(repeating: "a lake ", count: 300))"
                .utf8
        )
    )

    @Test(arguments: leaks)
    func `a credential that a reply echoes is not stored, and rebuilding says so`(name: String, body: String) throws {
        let scratch = try Scratch()
        let archived = try scratch.archive(Array(body.utf8))
        #expect(archived.redactions.map(\.count) == [1])
        let stored = try scratch.stored(archived)
        #expect(scratch.redactor.contains(stored) == [])
        #expect(!stored.contains(text: "ABCD"))
        #expect(!stored.contains(text: "sk-other"))
        let (rebuilt, bytes) = try scratch.rebuild(archived)
        #expect(rebuilt == .redacted)
        #expect(bytes.contains(text: "[redacted:"))
        // What is not the credential stands where it stood.
        let hidden = archived.document.segments.reduce(0) {
            if case .redacted(_, _, let bytes) = $1 { $0 + bytes } else { $0 }
        }
        let shown = archived.blobs.dropLast().map(\.bytes).reduce(0, +)
        #expect(hidden + shown == body.utf8.count)
    }

    static let echoes: [(name: String, body: String)] = [
        ("a member", #"{"data":[{"revised_prompt":"Somebody's fox"}],"prompt":"\#(escaped)"}"#),
        ("a sentence", #"{"error":{"message":"Your prompt '\#(escaped)' was refused"}}"#),
        ("JSON in a string", #"{"body":"{\"q\":\"\#(twice)\"}"}"#),
        ("unicode escapes", #"{"q":"\#(escaped.unicodeScalars.map { $0 == "f" ? "\\u0066" : String($0) }.joined())"}"#),
        ("plain text", "400 refused: \(prompt) -- sorry"),
        (
            "a page",
            "<p>\(prompt.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "&quot;"))</p>"
        ),
        ("invalid UTF-8 beside it", "\"\(escaped)\" and more"),
        ("an event", "data: {\"input\":\"\(escaped)\"}\n\ndata: [DONE]\n\n"),
    ]

    static let escaped = #"A \"red\" fox under\na blue moon"#
    static let twice = #"A \\\"red\\\" fox under\\na blue moon"#

    @Test(arguments: echoes)
    func `a prompt that a reply repeats is a commitment`(name: String, body: String) throws {
        let scratch = try Scratch()
        var body = Array(body.utf8)
        if name.hasPrefix("invalid") { body += [0xFF, 0x22, 0xC3] }
        let archived = try scratch.archive(body, prompts: [Self.prompt])
        #expect(archived.holdsPrivate)
        let stored = try scratch.stored(archived)
        for words in ["fox under", "Somebody", "blue moon", "ox under"] { #expect(!stored.contains(text: words)) }
        for value in archived.commitments {
            #expect(Commitment.hex(salt: value.salt, value: value.text) == value.commit)
            #expect(value.salt.count == 16)
        }
        #expect(try scratch.rebuild(archived) == (.exact(SHA256.hash(body), bytes: Int64(body.count)), body))
        #expect(try scratch.rebuild(archived, values: false).0 == .withheld)
    }

    @Test func `a value that JSON would write the same way is kept as the value`() throws {
        let scratch = try Scratch()
        let archived = try scratch.archive(
            Array(#"{"prompt":"\#(Self.escaped)","input":"caf\u00e9","revised_prompt":""}"#.utf8),
            prompts: [Self.prompt]
        )
        #expect(archived.commitments.map(\.text) == [Self.prompt, #"caf\u00e9"#])
        let encodings = archived.document.segments.compactMap {
            if case .commit(_, let encoding) = $0 { encoding } else { nil }
        }
        #expect(encodings == [.json, .raw])
    }

    @Test func `short prompts are known by their member only`() throws {
        let scratch = try Scratch()
        let archived = try scratch.archive(
            Array(#"{"prompt":"a fox","message":"a fox it is"}"#.utf8),
            prompts: ["a fox"]
        )
        #expect(archived.commitments.map(\.text) == ["a fox"])
    }

    @Test func `a key within a prompt is redacted and the rest withheld`() throws {
        let scratch = try Scratch()
        let body = Array(#"{"prompt":"draw \#(Scratch.key) as a fox","n":1}"#.utf8)
        let archived = try scratch.archive(body)
        #expect(archived.commitments.map(\.text) == ["draw ", " as a fox"])
        #expect(archived.redactions == [RedactionCount(rule: "secret", count: 1)])
        #expect(try scratch.rebuild(archived, values: false).0 == .redacted)
    }

    @Test func `a signed URL's query is sealed and opens again`() throws {
        let scratch = try Scratch()
        let query = #"se=2026-12-01\u0026sig=Zm9vYmFyYmF6"#
        let body = Array(#"{"data":[{"url":"https://blob.example/a.png?\#(query)"}]}"#.utf8)
        let archived = try scratch.archive(body)
        let box = try #require(archived.sealed.first)
        #expect(box.open(key: Scratch.sealKey) == query)
        #expect(box.open(key: [UInt8](repeating: 8, count: 32)) == nil)
        #expect(!archived.holdsPrivate && archived.isExact)
        let stored = try scratch.stored(archived)
        #expect(!stored.contains(text: "Zm9v"))
        #expect(stored.contains(text: "https://blob.example/a.png?"))
        #expect(try scratch.rebuild(archived) == (.exact(SHA256.hash(body), bytes: Int64(body.count)), body))
        #expect(try scratch.rebuild(archived, sealed: false).0 == .withheld)
    }

    @Test func `a box of another place does not open`() throws {
        let scratch = try Scratch()
        let boxes = try ["sig=aaaaaaaa", "sig=bbbbbbbb"].map { query in
            try #require(try scratch.archive(Array("https://h/?\(query)".utf8)).sealed.first)
        }
        let moved = SealedBox(commit: boxes[0].commit, salt: boxes[0].salt, nonce: boxes[1].nonce, box: boxes[1].box)
        #expect(moved.open(key: Scratch.sealKey) == nil)
        #expect(boxes[0].nonce != boxes[1].nonce)
    }

    @Test func `a signed query with a long token in it is sealed whole`() throws {
        let scratch = try Scratch()
        let query = "X-Amz-Security-Token=\(SampleBody.url(SampleBody.picture(8, 1200)))&X-Amz-Signature=0123456789"
        let body = Array(#"{"url":"https://s3.example/a?\#(query)"}"#.utf8)
        let archived = try scratch.archive(body)
        #expect(archived.sealed.first?.open(key: Scratch.sealKey) == query)
        #expect(try scratch.rebuild(archived).1 == body)
    }

    @Test(arguments: UInt64(0)..<40)
    func `with everything kept, whatever a reply says comes back`(seed: UInt64) throws {
        let scratch = try Scratch()
        var random = Seeded(seed)
        let words = [
            #""prompt":""#, "\"", "\\\"", Self.escaped, Self.prompt, "https://h/a?sig=0123456789&x=1", ",", " ", "\n",
            "{", ":",
            #""input":"x""#, "\\", " \(SampleBody.picture(seed, 900)) ", "é", "?", #"\u0026"#,
        ]
        var body: [UInt8] = []
        for _ in 0..<60 { body += (words.randomElement(using: &random) ?? "").utf8 }
        let archived = try scratch.archive(body, prompts: [Self.prompt])
        let (rebuilt, bytes) = try scratch.rebuild(archived)
        #expect(bytes == body)
        #expect(rebuilt == .exact(SHA256.hash(body), bytes: Int64(body.count)))
        let clear = try archived.blobs.filter { $0.media == "text/plain" }.map {
            String(decoding: try $0.source.bytes(), as: UTF8.self)
        }
        #expect(!clear.contains { $0.contains("blue moon") || $0.contains("0123456789") }, "\(clear)")
    }
}
