import ExhibitRedaction
import Testing

struct StructureTests {
    static let credentials: [(text: String, hidden: String)] = [
        (#"{"api_key":"abc123"}"#, "abc123"),
        (#"{"error":{"access_token" : "tok_9876"}}"#, "tok_9876"),
        (#"{"headers":{"Authorization":"Bearer abc.def-1"}}"#, "abc.def-1"),
        (#"{"body":"{\"client_secret\":\"s3cr\\\"et99\"}"}"#, #"s3cr\\\"et99"#),
        (#"{"x-auth-user":"someone"}"#, "someone"),
        (#"{"key":"A1b2C3d4E5f6G7h8"}"#, "A1b2C3d4E5f6G7h8"),
        ("Authorization: Basic dXNlcjpwYXNz\r\nHost: a", "dXNlcjpwYXNz"),
        ("X-Api-Key: 0123456789\nnext", "0123456789"),
        ("Set-Cookie: a=1; b=two words; path=/\nnext", "a=1; b=two words; path=/"),
        ("sent bearer abcdef123456 there", "abcdef123456"),
        ("https://user:pa55@host/path", "user:pa55"),
        (#""https:\/\/us3r@host\/path""#, "us3r"),
        ("grant=1&access_token=zzz999", "zzz999"),
        ("password='correct horse'", "correct horse"),
    ]

    @Test(arguments: credentials)
    func `a credential is known by where it stands`(text: String, hidden: String) throws {
        let bytes = Array(text.utf8)
        let spans = Fixture.redactor.spans(in: bytes)
        #expect(spans.map { String(decoding: bytes[$0.range], as: UTF8.self) } == [hidden])
        #expect(spans.allSatisfy { $0.kind == .credential })
        #expect(!Fixture.redactor.redact(text).text.contains(hidden))
    }

    static let harmless = [
        #"{"key":"images/fox.png","policy":"content_policy_violation"}"#, #"{"token":null,"api_key":""}"#,
        #"{"usage":{"input_tokens":5,"output_tokens":60000000}}"#, "uses bearer authentication here",
        "is it true? token",
        "a user@example.com wrote", "https://host/a@b", "see section: secretary", #"{"api_key":"******"}"#,
        #"{"api_key":"[redacted:field:01234567]"}"#, "Idempotency-Key: 01ABCDEFGH",
    ]

    @Test(arguments: harmless)
    func `other text is left alone`(text: String) {
        #expect(Fixture.redactor.spans(in: Array(text.utf8)) == [])
    }

    static let queries: [(text: String, query: String)] = [
        (#"{"url":"https://b.example/a.png?se=2026-01-01&sig=abcdef%3D&sp=r"}"#, "se=2026-01-01&sig=abcdef%3D&sp=r"),
        (
            #"{"url":"https:\/\/b\/a?X-Amz-Signature=0123abcd\u0026X-Amz-Expires=60"}"#,
            #"X-Amz-Signature=0123abcd\u0026X-Amz-Expires=60"#
        ),
        (#"{"url":"/v1/files/7?token=abcdefgh"}"#, "token=abcdefgh"),
        ("<a href=\"https://b/a?Signature=12345678&amp;Expires=9\">", "Signature=12345678&amp;Expires=9"),
        (#""{\"url\":\"https://b/a?sig=12345678\"}""#, "sig=12345678"),
        ("see https://b/a?key=12345678#top now", "key=12345678"),
    ]

    @Test(arguments: queries)
    func `a signed URL's query is one span of its own kind`(text: String, query: String) {
        let bytes = Array(text.utf8)
        let spans = Fixture.redactor.spans(in: bytes)
        #expect(spans.map { String(decoding: bytes[$0.range], as: UTF8.self) } == [query])
        #expect(spans.map(\.kind) == [.signedQuery])
    }

    @Test func `a query with our own key in it is a credential's`() {
        let bytes = Array("https://h/v1?key=\(Fixture.secrets[0].value)&alt=json".utf8)
        let spans = Fixture.redactor.spans(in: bytes)
        #expect(spans.map(\.kind) == [.credential, .credential])
        #expect(spans.first?.rule == "secret")
    }

    static let urls: [(url: String, shown: String)] = [
        ("https://u:p@h/a?b=1", "https://[redacted:userinfo:*]@h/a?b=1"),
        (
            "https://h/a.png?sig=abcdefgh&se=2026&sp=r",
            "https://h/a.png?sig=[redacted:query:*]&se=2026&sp=[redacted:query:*]"
        ),
        ("https://h/a.png?size=1024&n=1", "https://h/a.png?size=1024&n=1"),
        (
            "https://h/a?X-Amz-Expires=60&X-Amz-Signature=01234567",
            "https://h/a?X-Amz-Expires=60&X-Amz-Signature=[redacted:query:*]"
        ),
    ]

    @Test(arguments: urls)
    func `a URL keeps its place and its expiry`(url: String, shown: String) {
        #expect(Self.withoutTags(Fixture.redactor.redactURL(url)) == shown)
    }

    /// The text with each tag of eight hex characters as `*`.
    static func withoutTags(_ text: String) -> String {
        text.split(separator: "]", omittingEmptySubsequences: false)
            .map { part in part.contains("[redacted:") ? part.dropLast(8) + "*" : part }
            .joined(separator: "]")
    }

    static let headers: [(name: String, isSecret: Bool)] = [
        ("Authorization", true), ("authorization", true), ("Cookie", true), ("SET-COOKIE", true), ("X-Api-Key", true),
        ("api-key", true), ("x-goog-api-key", true), ("X-Auth-Token", true), ("x-amz-security-token", true),
        ("X-Client-Secret", true), ("Proxy-Authorization", true), ("Content-Type", false), ("x-request-id", false),
        ("Idempotency-Key", false), ("x-ratelimit-remaining-tokens", false),
    ]

    @Test(arguments: headers)
    func `headers are known by name`(name: String, isSecret: Bool) {
        #expect(Redactor.isSecretHeader(name) == isSecret)
    }

    static let homes: [(text: String, shown: String)] = [
        ("open /srv/people/ana/x.png: no", "open ~/x.png: no"), ("open /home/bob/x", "open ~/x"),
        ("in /Users/Jo.Li", "in ~"), (#"at C:\Users\jo\a.txt"#, #"at ~\a.txt"#),
        ("/srv/people/anabel", "/srv/people/anabel"),
        ("https://host/home/page", "https://host/home/page"), ("/home/", "/home/"),
    ]

    @Test(arguments: homes)
    func `home folders are shown as a tilde, and only in texts`(text: String, shown: String) {
        #expect(Fixture.redactor.redact(text) == Redacted(text: shown, counts: []))
        #expect(Fixture.redactor.spans(in: Array(text.utf8)) == [])
    }
}
