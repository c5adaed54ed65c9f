import ExhibitJSON
import Testing

@testable import ExhibitProvider

@Suite struct MediaReaderTests {
    static let base = "https://gw.example/v1"

    @Test(arguments: [
        (#"{"created":1,"data":[{"b64_json":"iVBO"},{"b64_json":"iVBP"}]}"#, ["/data/0/b64_json", "/data/1/b64_json"]),
        (#"{"data":[{"b64_json":null,"url":""},{"b64_json":"iVBP"}]}"#, ["/data/1/b64_json"]),
        (#"{"data":{"b64_json":"iVBO"}}"#, ["/data/b64_json"]),
        (#"{"images":["/9j/4AAQSkZJRg"],"info":""}"#, ["/images/0"]),
        (#"{"artifacts":[{"base64":"iVBO","finishReason":"SUCCESS"}]}"#, ["/artifacts/0/base64"]),
        (
            #"{"predictions":[{"mimeType":"image/png","bytesBase64Encoded":"iVBO"}]}"#,
            ["/predictions/0/bytesBase64Encoded"]
        ),
        (#"{"image":"iVBO"}"#, ["/image"]),
        (#"{"data":[{"url":"x0123456789abcdefx0x"}]}"#, ["/data/0/url"]),
        (#"{"b64_json":"iVBO"}"#, ["/b64_json"]),
    ])
    func `base64 is handed out by its pointer`(body: String, pointers: [String]) throws {
        let found = MediaReader.read(try Sample.reply(body), base: Self.base)
        #expect(found == pointers.map { MediaReference(pointer: $0, kind: .base64) })
    }

    @Test(arguments: [
        (#"{"data":[{"url":"https://cdn.example/a.png?sig=1"}]}"#, "/data/0/url", "https://cdn.example/a.png?sig=1"),
        (#"{"images":[{"url":"https://cdn.example/a"}]}"#, "/images/0/url", "https://cdn.example/a"),
        (#"{"output":["https://cdn.example/a"]}"#, "/output/0", "https://cdn.example/a"),
        (#"{"output":"https://cdn.example/a"}"#, "/output", "https://cdn.example/a"),
        (#"{"url":"https://cdn.example/a"}"#, "/url", "https://cdn.example/a"),
        (
            #"{"data":{"images":[{"image_url":{"url":"https://cdn.example/a"}}]}}"#, "/data/images/0/image_url/url",
            "https://cdn.example/a"
        ),
        (#"{"result":{"data":[{"url":"http://cdn.example/a"}]}}"#, "/result/data/0/url", "http://cdn.example/a"),
        (#"{"data":[{"b64_json":"https://cdn.example/a"}]}"#, "/data/0/b64_json", "https://cdn.example/a"),
    ])
    func `addresses in the shapes that gateways use`(body: String, pointer: String, url: String) throws {
        let found = MediaReader.read(try Sample.reply(body), base: Self.base)
        #expect(found == [MediaReference(pointer: pointer, kind: .url(url), written: url)])
        #expect(found.first?.decode == "url")
    }

    @Test(arguments: [
        ("/v1/files/a.png", "https://gw.example/v1/files/a.png"),
        ("/files/a.png", "https://gw.example/v1/files/a.png"),
        ("files/a.png", "https://gw.example/v1/files/a.png"),
        ("./a.png", "https://gw.example/v1/a.png"),
        ("//cdn.example/a.png", "https://cdn.example/a.png"),
    ])
    func `server paths begin at the origin or at the base URL`(path: String, url: String) throws {
        let found = MediaReader.read(try Sample.reply(#"{"data":[{"url":"\#(path)"}]}"#), base: Self.base)
        #expect(found == [MediaReference(pointer: "/data/0/url", kind: .path(url), written: path)])
    }

    @Test(arguments: [
        ("data:image/webp;base64,UklG", "image/webp" as String?),
        ("DATA:IMAGE/PNG;charset=utf-8;base64,AAAA", "image/png"),
        ("data:;base64,AAAA", nil),
    ])
    func `a data URL says its type before the base64`(url: String, type: String?) throws {
        let found = MediaReader.read(try Sample.reply(#"{"data":[{"url":"\#(url)"}]}"#), base: Self.base)
        #expect(found == [MediaReference(pointer: "/data/0/url", kind: .dataURL(mediaType: type))])
    }

    @Test(arguments: [
        #"{"data":[]}"#, #"{"data":[{"revised_prompt":"a cat"}]}"#, #"{"data":[{"url":"data:image/svg+xml,<svg/>"}]}"#,
        #"{"id":"task_1","status":"queued"}"#, #"{"user":{"avatar":{"url":"https://cdn.example/me.png"}}}"#,
        #"{"data":[{"url":"https://cdn.example/a b"}]}"#, "[]", "null", #""text""#,
        #"{"input":{"images":["https://cdn.example/in.png"]}}"#,
    ])
    func `what is not in the tables is not media`(body: String) throws {
        let found = MediaReader.read(try Sample.reply(body), base: Self.base)
        #expect(found == (body == #""text""# ? [MediaReference(pointer: "", kind: .base64)] : []))
    }

    @Test func `bytes in the answer win over an address in the same item`() throws {
        let found = MediaReader.read(
            try Sample.reply(#"{"data":[{"url":"https://cdn.example/a","b64_json":"iVBO"}]}"#),
            base: Self.base
        )
        #expect(found == [MediaReference(pointer: "/data/0/b64_json", kind: .base64)])
    }

    @Test func `an answer that is a picture is its own media`() {
        let reply = Reply(status: 200, headers: [HeaderField("content-type", "image/png")], value: nil)
        #expect(MediaReader.read(reply, base: Self.base) == [MediaReference(pointer: "", kind: .body)])
    }

    @Test func `links in Markdown and HTML`() {
        let text = """
            Here: ![cat](https://cdn.example/1) and [file](/v1/files/2.png "t"), see [docs](https://x.example/help),
            <img src="https://cdn.example/3"> <a href='4.webp'>four</a> <a href="https://x.example/">x</a>
            https://cdn.example/5.jpg?x=1, again https://cdn.example/1.
            """
        let reply = Reply(status: 200, headers: [HeaderField("content-type", "text/markdown")], value: nil, text: text)
        #expect(
            MediaReader.read(reply, base: Self.base).map(\.address) == [
                "https://cdn.example/1", "https://gw.example/v1/files/2.png", "https://cdn.example/3",
                "https://gw.example/v1/4.webp", "https://cdn.example/5.jpg?x=1",
            ]
        )
    }
}
