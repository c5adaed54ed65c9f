import ExhibitModel
import ExhibitRedaction
import TestSupport
import Testing

struct StreamTests {
    /// Text with secrets, fields, signed URLs and paths in it.
    static func text(_ random: inout Seeded, pieces: Int) -> String {
        var text = ""
        for _ in 0..<pieces {
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                let secret = Fixture.secrets.randomElement(using: &random)?.value ?? ""
                text += Fixture.spellings(of: secret).randomElement(using: &random)?.text ?? ""
            case 1: text += #"{"api_key":"abc12345","n":1}"#
            case 2: text += " https://h/a?sig=0123456789&se=2026 "
            case 3: text += "\nAuthorization: Bearer 0123456789\n"
            case 4: text += " /home/ana/file "
            case 5: text += " sk-happy-0***ABCD "
            case 6: text += String(repeating: "lorem ipsum ", count: Int.random(in: 0...400, using: &random))
            default: text += " \\u00e9 %41 &amp; ? = : \"\" "
            }
        }
        return text
    }

    @Test(arguments: UInt64(0)..<60)
    func `a stream gives what the whole text gives, however it is cut`(seed: UInt64) {
        var random = Seeded(seed)
        let text = Self.text(&random, pieces: 300)
        let whole = Fixture.redactor.redact(text)
        var stream = Fixture.redactor.stream()
        var bytes: [UInt8] = []
        for chunk in random.chunks(Array(text.utf8), longest: [7, 500, 40_000][Int(seed) % 3]) {
            bytes += stream.push(chunk)
        }
        bytes += stream.finish()
        #expect(String(decoding: bytes, as: UTF8.self) == whole.text)
        #expect(stream.counts == whole.counts)
        #expect(whole.counts.count > 3)
    }

    @Test(arguments: UInt64(100)..<120)
    func `what was redacted once stays as it is`(seed: UInt64) {
        var random = Seeded(seed)
        let once = Fixture.redactor.redact(Self.text(&random, pieces: 40)).text
        #expect(Fixture.redactor.redact(once) == Redacted(text: once, counts: []))
    }

    @Test func `a secret is found across every split`() {
        let secret = Fixture.secrets[1].value
        let bytes = Array(("x" + Fixture.json(secret, unicode: true) + "y").utf8)
        for split in 0...bytes.count {
            var stream = Fixture.redactor.stream()
            let result = stream.push(Array(bytes[..<split])) + stream.push(Array(bytes[split...])) + stream.finish()
            #expect(stream.counts == [RedactionCount(rule: "secret", count: 1)])
            #expect(result.first == UInt8(ascii: "x") && result.last == UInt8(ascii: "y"))
        }
    }

    @Test func `a stream can leave paths as they are`() {
        var stream = Fixture.redactor.stream(showingPaths: true)
        let bytes = Array("in /home/bob and /srv/people/ana/x".utf8)
        #expect(stream.push(bytes) + stream.finish() == bytes)
    }

    static let worst: [(name: String, text: String)] = [
        ("colons", ":"), ("quotes", "\":\""), ("question marks", "?a="), ("ampersands", "?a=b&"), ("backslashes", "\\"),
        ("stars", "*"), ("dots", "..."), ("almost the secret", "sk-happy-0123456789abcdefghijklmnopqrstuvwxyzABC"),
        ("percent", "%25"), ("bearers", "bearer "), ("slashes", "://"), ("fields", "\"token\":\""),
        ("cookies", "cookie:"),
    ]

    /// A quadratic scan would take minutes for this much text, and be ended by the limit.
    @Test(.timeLimit(.minutes(1)), arguments: worst)
    func `text of the worst kind is read to its end`(name: String, text: String) {
        let body = Array(String(repeating: text, count: (1 << 18) / text.utf8.count).utf8)
        let spans = Fixture.redactor.spans(in: body)
        #expect(spans.allSatisfy { body.indices.contains($0.range.lowerBound) && $0.range.upperBound <= body.count })
        #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
    }
}
