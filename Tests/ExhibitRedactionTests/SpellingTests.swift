import ExhibitModel
import ExhibitRedaction
import Testing

struct SpellingTests {
    static let cases = Fixture.secrets.flatMap { secret in
        Fixture.spellings(of: secret.value).map {
            (secret: secret.name, value: secret.value, spelling: $0.name, text: $0.text)
        }
    }

    @Test(arguments: cases)
    func `a known secret is found in every spelling`(secret: String, value: String, spelling: String, text: String) {
        let around = "error: <<\(text)>> was refused"
        #expect(Fixture.redactor.contains(Array(around.utf8)).contains(secret))
        let redacted = Fixture.redactor.redact(around)
        #expect(Fixture.redactor.contains(Array(redacted.text.utf8)) == [])
        #expect(redacted.text.hasPrefix("error: <<"))
        #expect(redacted.text.hasSuffix(">> was refused"))
        #expect(redacted.counts == [RedactionCount(rule: "secret", count: 1)])
    }

    @Test(arguments: Fixture.secrets.map(\.value))
    func `a body's span covers the spelling`(value: String) throws {
        for spelling in Fixture.spellings(of: value) where !spelling.name.contains("base64") {
            let text = Array("[\(spelling.text)]".utf8)
            let span = try #require(Fixture.redactor.spans(in: text).first)
            #expect(span.range == 1..<text.count - 1, "\(spelling.name)")
            #expect(span.kind == .credential)
        }
    }

    @Test func `one secret has one tag in all its spellings`() {
        let tags = Fixture.spellings(of: Fixture.secrets[0].value).flatMap { spelling in
            Fixture.redactor.spans(in: Array("(\(spelling.text))".utf8)).map(\.tag)
        }
        #expect(Set(tags).count == 1)
        let other = Redactor(
            secrets: [KnownSecret(name: "a", value: Secret(Fixture.secrets[0].value))],
            key: [1],
            home: nil
        )
        #expect(other.spans(in: Array(Fixture.secrets[0].value.utf8)).map(\.tag) != [tags[0]])
    }

    static let masks: [(text: String, isFound: Bool)] = [
        ("Incorrect API key provided: sk-happy***********ABCD. You can", true),
        ("sk-hap...zABCD is wrong", true),
        ("sk-happy-012…", true),
        ("sk-***CD", true),
        ("key ****zABCD", true),
        ("sk-happy-01\\u2026ABCD", true),
        ("sk-happy••••••ABCD", true),
        ("and so on... ABCD", false),
        ("*** sk ***", false),
        ("a*b*c", false),
    ]

    @Test(arguments: masks)
    func `a masked key is taken out`(text: String, isFound: Bool) {
        let redacted = Fixture.redactor.redact(text)
        #expect(redacted.counts.map(\.rule) == (isFound ? ["mask"] : []))
        #expect(!isFound || !redacted.text.contains("ABCD"))
        #expect(Fixture.redactor.contains(Array(text.utf8)) == (isFound ? ["relay"] : []))
    }

    @Test func `short values count only when they come from a credential field`() {
        func found(_ value: String, isCredential: Bool) -> [String] {
            Redactor(
                secrets: [KnownSecret(name: "a", value: Secret(value), isCredential: isCredential)],
                key: [1],
                home: nil
            )
            .contains(Array("x \(value) y".utf8))
        }
        #expect(found("abcde", isCredential: true) == [])
        #expect(found("abcdef", isCredential: true) == ["a"])
        #expect(found("abcdefg", isCredential: false) == [])
        #expect(found("abcdefgh", isCredential: false) == ["a"])
    }

    @Test func `a text without secrets is left as it is`() {
        let text = #"{"created":1,"data":[{"url":"https://host/a.png?size=1"}],"usage":{"total_tokens":12}}"#
        #expect(Fixture.redactor.redact(text) == Redacted(text: text, counts: []))
        #expect(Fixture.redactor.spans(in: Array(text.utf8)) == [])
    }
}
