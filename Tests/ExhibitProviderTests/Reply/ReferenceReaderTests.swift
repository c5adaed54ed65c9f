import ExhibitJSON
import Testing

@testable import ExhibitProvider

/// What `fetch` finds in a text (parity A16).
@Suite struct ReferenceReaderTests {
    static let base = "https://gw.example/v1"
    static let picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAA"

    private func written(_ text: String, base: String? = base) -> [String?] {
        ReferenceReader.read(text: text, base: base).map(\.written)
    }

    private func addresses(_ text: String, base: String? = base) -> [String?] {
        ReferenceReader.read(text: text, base: base).map(\.address)
    }

    @Test func `several references of one text, each once`() {
        let text = """
            ![cat](https://cdn.example/1 "a cat") and [the file](</v1/files/2.png>), not [docs](https://x.example/help)
            ![pair](https://cdn.example/a_(1).png), <img src="https://cdn.example/3?a=1&amp;b=2">,
            <video poster='4.webp' SRC="/files/5.mp4"></video> <a href='six.mp3'>6</a> **https://cdn.example/7.jpg**.
            `https://cdn.example/8.png` https://cdn.example/1 data:image/png;base64,\(Self.picture) (end)
            """
        #expect(
            addresses(text) == [
                "https://cdn.example/1", "https://gw.example/v1/files/2.png", "https://cdn.example/a_(1).png",
                "https://cdn.example/3?a=1&b=2", "https://gw.example/v1/4.webp", "https://gw.example/v1/files/5.mp4",
                "https://gw.example/v1/six.mp3", "https://cdn.example/7.jpg", "https://cdn.example/8.png", nil,
            ]
        )
        #expect(written(text).last == "data:image/png;base64,\(Self.picture)")
    }

    @Test(arguments: [
        ("https://cdn.example/no-ending?sig=1", "https://cdn.example/no-ending?sig=1"),
        ("\n  https://cdn.example/x \n", "https://cdn.example/x"),
        ("/v1/files/abc", "https://gw.example/v1/files/abc"),
        (#""https://cdn.example/quoted""#, "https://cdn.example/quoted"),
    ])
    func `a text that is one address`(text: String, address: String) {
        #expect(addresses(text) == [address])
    }

    @Test(arguments: ["", "data:image/png;base64,"])
    func `a text that is base64 or a data URL, alone, broken into lines, or in Markdown`(prefix: String) {
        let kind = prefix.isEmpty ? MediaReference.Kind.base64 : .dataURL(mediaType: "image/png")
        let whole = prefix + Self.picture
        let expected = [MediaReference(pointer: "", kind: kind, written: whole)]
        #expect(ReferenceReader.read(text: whole, base: nil) == expected)
        #expect(ReferenceReader.read(text: "\n\(whole)\n", base: nil) == expected)
        if prefix.isEmpty {
            let lines = Self.picture.prefix(24) + "\r\n" + Self.picture.dropFirst(24)
            #expect(ReferenceReader.read(text: String(lines), base: nil) == expected)
        } else {
            #expect(ReferenceReader.read(text: "![x](\(whole))", base: nil) == expected)
            #expect(ReferenceReader.read(text: "<img src='\(whole)'>", base: nil) == expected)
        }
    }

    @Test(arguments: [
        (#"{"data":[{"b64_json":"iVBO"},{"url":"https://cdn.example/2"}]}"#, ["/data/0/b64_json", "/data/1/url"]),
        (#"{"response":{"clip":{"video_url":"https://cdn.example/v"}}}"#, ["/response/clip/video_url"]),
        (#"{"a":[{"path":"/files/1"}],"b":{"output_url":"https://cdn.example/2"}}"#, ["/a/0/path", "/b/output_url"]),
        (#"{"job":{"result_url":"https://cdn.example/r"}}"#, ["/job/result_url"]),
        (
            #"{"choices":[{"message":{"content":"Here: ![a](https://cdn.example/1) ![b](https://cdn.example/2)"}}]}"#,
            ["/choices/0/message/content", "/choices/0/message/content"]
        ),
        (
            #"{"choices":[{"message":{"images":[{"image_url":{"url":"data:image/png;base64,AAAA"}}]}}]}"#,
            ["/choices/0/message/images/0/image_url/url"]
        ),
    ])
    func `the media of a JSON text, by its places and else by its keys`(text: String, pointers: [String]) throws {
        let found = ReferenceReader.read(text: text, base: Self.base)
        #expect(found.map(\.pointer) == pointers)
        let value = try Sample.json(text)
        for reference in found {
            let string = try #require(JSONPointer(reference.pointer).flatMap { value.at($0)?.string })
            #expect(string.contains(try #require(reference.written)))
        }
    }

    @Test func `without a base URL a path stays a path`() {
        for text in ["![x](files/a.png)", #"{"data":[{"url":"files/a.png"}]}"#, #"{"x":{"path":"files/a.png"}}"#] {
            let found = ReferenceReader.read(text: text, base: nil)
            #expect(found.map(\.kind) == [.path("files/a.png")])
            #expect(found.map(\.written) == ["files/a.png"])
        }
    }

    @Test(arguments: [
        "", "  ", "a cat", "{}", "[]", "null", #"{"id":"x","status":"queued"}"#, "see https://x.example/help.",
        "data:image/svg+xml,<svg/>", "data: nothing", "iVBO", #"{"note":"https://cdn.example/a.png"}"#,
    ])
    func `a text without media`(text: String) {
        #expect(ReferenceReader.read(text: text, base: Self.base).isEmpty)
    }

    @Test func `megabytes of base64 in the middle of a text`() {
        let long = String(repeating: Self.picture, count: 20_000)
        let found = ReferenceReader.read(
            text: "before data:image/png;base64,\(long) after ![x](https://c.example/1)",
            base: nil
        )
        #expect(found.map(\.written) == ["data:image/png;base64,\(long)", "https://c.example/1"])
    }
}
