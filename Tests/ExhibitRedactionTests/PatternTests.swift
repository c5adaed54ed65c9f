import ExhibitModel
import ExhibitRedaction
import TestSupport
import Testing

/// Credentials that the redactor was never told of.
///
/// All are made up, and put together here so that no scanner of source code stumbles over them.
struct PatternTests {
    static let redactor = Redactor(secrets: [], key: Fixture.key, home: nil)

    private static let letters = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4y5Z6"
    private static let header = "eyJhbGciOiJIUzI1NiJ9"
    private static let payload = "eyJzdWIiOiIxMjM0NTY3ODkwIn0"
    private static let lines =
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\nMzEfYyjiWA4R4/M2bS1GB4t7NXp98C3S"

    static let tokens: [(rule: String, value: String)] = [
        ("openai", "sk-" + letters.prefix(48)), ("openai", "sk-proj-" + letters.prefix(40) + "-T3BlbkFJ_x9"),
        ("anthropic", "sk-ant-api03-" + letters.prefix(40)), ("google", "AIza" + letters.prefix(35)),
        ("aws", "AKIA" + "Q3ZX7LMN2PRS4TUV"), ("aws", "ASIA" + "Q3ZX7LMN2PRS4TUV"),
        ("huggingface", "hf_" + letters.prefix(34)), ("github", "ghp_" + letters.prefix(36)),
        ("github", "github_pat_" + letters.prefix(22) + "_" + letters),
        ("slack", "xoxb-" + "2345678901-2345678901-" + letters.prefix(24)),
        ("jwt", "\(header).\(payload).\(letters)"), ("jwt", "\(header).\(payload)."),
        ("pem", "-----BEGIN PRIVATE KEY-----\n\(lines)\n-----END PRIVATE KEY-----"),
        ("pem", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n\(lines)\n-----END RSA PRIVATE KEY-----"),
    ]

    /// Where a stranger may put one: its neighbours, and what the value becomes there.
    static let places: [(before: String, after: String)] = [
        ("", ""), ("the key ", " is wrong"), ("\"", "\""), ("(", ")."), ("a=", "&b=1"), ("%20", "%20"), ("\\n", "\\n"),
        ("<b>", "</b>"), ("https://h/v1/", "/x"), ("[", "]"), ("é", "é"), ("\\u003d", ","),
    ]

    @Test(arguments: tokens)
    func `a credential is known by its looks wherever it stands`(rule: String, value: String) throws {
        for place in Self.places {
            let text = place.before + value + place.after
            let bytes = Array(text.utf8)
            let spans = Self.redactor.spans(in: bytes)
            let hidden = spans.map { String(decoding: bytes[$0.range], as: UTF8.self) }.joined(separator: "|")
            #expect(hidden.contains(value.dropLast()), "\(place.before)…\(place.after) hides \(hidden)")
            #expect(spans.map(\.rule) == [rule], "\(text)")
            #expect(!Self.redactor.redact(text).text.contains(value.suffix(12)))
        }
    }

    @Test func `a key in a JSON string is taken out to its end`() {
        let text =
            #"{"k":"-----BEGIN PRIVATE KEY-----\n"# + Self.lines.split(separator: "\n").joined(separator: #"\n"#)
            + #"\n-----END PRIVATE KEY-----\n","n":1}"#
        #expect(Self.redactor.redact(text).text.hasSuffix(#"]\n","n":1}"#))
        #expect(Self.redactor.redact(text).counts == [RedactionCount(rule: "pem", count: 1)])
    }

    @Test func `a key that breaks off is taken out as far as it goes`() {
        let text = "-----BEGIN EC PRIVATE KEY-----\n\(Self.lines)"
        #expect(Self.redactor.redact(text).text.hasPrefix("[redacted:pem:"))
        #expect(!Self.redactor.redact(text).text.contains("MII"))
    }

    static let assignments = [
        "OPENAI_KEY=\(letters.prefix(32))", "openaiKey: '\(letters.prefix(32))'",
        #"{"clientSecret":"\#(letters.prefix(24))"}"#,
        #""{\"relay_token\" : \"\#(letters.prefix(24))\"}""#, "api key: \(letters.prefix(20))",
        "db.password2 := \(letters.prefix(16))",
        "authToken => \"\(letters.prefix(40))==\"", "X-Relay-Key: \(letters.prefix(20))",
    ]

    @Test(arguments: assignments)
    func `a random value under a credential's name is taken out`(text: String) {
        let spans = Self.redactor.spans(in: Array(text.utf8))
        #expect(spans.count == 1, "\(text)")
        #expect(!Self.redactor.redact(text).text.contains(Self.letters.prefix(16)))
    }

    static let harmless = [
        // The record's own: digests, ids, keys for everybody.
        #"{"reviewer_key":"\#(String(repeating: "0a1b2c3d", count: 8))"}"#,
        #"{"idempotency_key":"01KAHC0000Z9X8W7V6T5S4R3Q2"}"#,
        #"{"attempt_key":"01KAHC0000Z9X8W7V6T5S4R3Q2.1"}"#,
        #"{"commit_key":"\#(String(repeating: "9f8e7d6c", count: 8))"}"#,
        #"{"vkey":"exhibit.invalid/x-01KAHC+1a2b3c4d+AQ1b2C3d4E5f6G7h8I9j"}"#, "public key: \(letters)",
        #"{"task_key":"cat-photo-2026-11-21-version-7"}"#, #"{"prompt_cache_key":"\#(letters)"}"#,
        // Words that begin or end alike.
        "risk-assessment-2026-q3-final-version-b7", "sk-this-is-a-name-of-many-words", "sk-xxxxxxxxxxxxxxxxxxxxxxxx1",
        "monkey: \(letters)", "keyboard=\(letters)", "token: none", #"{"next_page_token_count":12}"#,
        "AKIAlowercase234567",
        "BAKIAQ3ZX7LMN2PRS4TUV", "eyJhbGciOiJIUzI1NiJ9",
        "-----BEGIN PUBLIC KEY-----\n\(lines)\n-----END PUBLIC KEY-----",
        "secret_path=/run/keys/\(letters)",
    ]

    @Test(arguments: harmless)
    func `what only resembles one is left alone`(text: String) {
        #expect(Self.redactor.spans(in: Array(text.utf8)) == [], "\(text)")
    }

    @Test func `what a signed address holds stays sealed with it`() {
        let text = "https://b/a?X-Amz-Credential=AKIA" + "Q3ZX7LMN2PRS4TUV%2F2026&X-Amz-Signature=0123456789abcdef"
        #expect(Self.redactor.spans(in: Array(text.utf8)).map(\.kind) == [.signedQuery])
    }

    @Test func `an audit of an older record looks as the older version did`() {
        let text = Array("see \(Self.tokens[0].value) there".utf8)
        #expect(Self.redactor.spans(in: text, byLooks: false) == [])
        #expect(Self.redactor.spans(in: text).count == 1)
    }

    @Test(arguments: UInt64(0)..<30)
    func `a stream finds the same, however it is cut`(seed: UInt64) {
        var random = Seeded(seed)
        var text = ""
        for _ in 0..<200 {
            let token = Self.tokens.randomElement(using: &random)?.value ?? ""
            let place = Self.places.randomElement(using: &random) ?? ("", "")
            switch Int.random(in: 0..<4, using: &random) {
            case 0: text += place.before + token + place.after + "\n"
            case 1: text += " \(Self.assignments.randomElement(using: &random) ?? "")\n"
            case 2: text += " \(Self.harmless.randomElement(using: &random) ?? "") "
            default: text += String(repeating: "lorem ipsum ", count: Int.random(in: 0...600, using: &random))
            }
        }
        let whole = Self.redactor.redact(text)
        var stream = Self.redactor.stream()
        var bytes: [UInt8] = []
        for chunk in random.chunks(Array(text.utf8), longest: [5, 700, 50_000][Int(seed) % 3]) {
            bytes += stream.push(chunk)
        }
        bytes += stream.finish()
        let isSame = String(decoding: bytes, as: UTF8.self) == whole.text
        #expect(isSame)
        #expect(stream.counts == whole.counts)
        let isStill = Self.redactor.redact(whole.text) == Redacted(text: whole.text, counts: [])
        #expect(isStill)
    }

    static let worst = [
        "sk-", "sk-a1", "eyJ", "eyJabcdefghijk.", "-----BEGIN PRIVATE KEY-----", "-----BEGIN ", "x_key=", "a_token: ",
        "key key: ",
        "@", "a@b.", "+1 ", "(555) ", "a_key=a1b2c3d4e5f6",
    ]

    /// A quadratic scan would take minutes for this much text, and be ended by the limit.
    @Test(.timeLimit(.minutes(1)), arguments: worst)
    func `text of the worst kind is read to its end`(piece: String) {
        let text = String(repeating: piece, count: (1 << 18) / piece.utf8.count)
        _ = Self.redactor.spans(in: Array(text.utf8))
        #expect(Self.redactor.redact(text, hidingPersons: true).text.utf8.count > 0)
    }

    static let persons: [(text: String, shown: String)] = [
        ("ask ana.b+x@mail.example.com.", "ask [pii:email]."), ("<bob@b.io>", "<[pii:email]>"),
        (#"to\nbob@b.io"#, #"to\n[pii:email]"#),
        ("call +49 (30) 1234-5678 now", "call [pii:phone] now"), ("(555) 123-4567", "[pii:phone]"),
        ("555-123-4567,", "[pii:phone],"),
        ("at 2026-11-21 06:56:17", "at 2026-11-21 06:56:17"), ("req-555-123-4567-8", "req-555-123-4567-8"),
        ("a @ b, x@y, 1+1, +00", "a @ b, x@y, 1+1, +00"), ("id 1234567890", "id 1234567890"),
    ]

    @Test(arguments: persons)
    func `people are taken out of other people's words`(text: String, shown: String) {
        #expect(Self.redactor.redact(text, hidingPersons: true).text == shown)
        #expect(Self.redactor.redact(text).text == text)
    }
}
