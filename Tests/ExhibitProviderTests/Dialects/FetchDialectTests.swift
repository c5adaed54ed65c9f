import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct FetchDialectTests {
    private let dialect = FetchDialect()
    private let endpoint = ProviderEndpoint(baseURL: "https://h.example", token: "t")

    private func intent(_ route: String, _ endpoint: String?) -> Intent {
        Intent(
            provider: "web",
            providerSource: "REF",
            dialect: "fetch",
            model: "",
            modelSource: "",
            mode: .fetch,
            route: route,
            endpoint: endpoint,
            prompt: "",
            sentPrompt: "",
            promptGuard: .notNeeded,
            taskName: "t"
        )
    }

    private func references(_ text: String, page: String? = nil) -> [String?]? {
        let value = try? JSONReader.readTolerant(Array(text.utf8)).value
        let reply = Reply(status: 200, headers: [], value: value, text: value == nil ? text : nil)
        let purpose = Purpose.submit(memory: page.map { [FetchDialect.page: $0] } ?? [:])
        let step = dialect.after(reply, to: purpose, intent(FetchDialect.text, page), endpoint: endpoint)
        guard case .done(let media, _, _, _, _) = step else { return nil }
        return media.map { $0.address ?? $0.pointer }
    }

    @Test func `an address is asked as it is, with its query`() throws {
        let address = "https://h.example/a.png?sig=1"
        let request = try dialect.start(intent(FetchDialect.address, address), endpoint: endpoint).request
        #expect(request.method == "GET" && request.url == address && request.body == .none)
        #expect(request.purpose == .submit(memory: [FetchDialect.page: address]))
    }

    @Test func `nothing else can be asked`() {
        #expect(throws: ProviderError.self) { try dialect.start(intent(FetchDialect.address, nil), endpoint: endpoint) }
        #expect(throws: ProviderError.self) {
            try dialect.start(intent(FetchDialect.address, "file:///etc/passwd"), endpoint: endpoint)
        }
        #expect(throws: ProviderError.self) {
            try dialect.start(intent("generations", "https://h/"), endpoint: endpoint)
        }
        #expect(!DialectTable.names.contains(FetchDialect.word), "no provider can be configured with it")
        #expect(DialectTable.dialect(FetchDialect.word) != nil)
    }

    @Test func `references come in the order of the text, each once`() {
        let text = "![](b.png) data:image/png;base64,AAAA ![](https://x.example/a.png) ![](b.png) ![](/../c.png)"
        #expect(
            references(text, page: "https://h.example/d/e")
                == ["https://h.example/d/b.png", "data:0", "https://x.example/a.png", "https://h.example/c.png"]
        )
    }

    @Test func `links follow each other without a break`() {
        #expect(
            references("[a](https://x.example/a.png)[[b](https://x.example/b.png)](https://x.example/c.png)")
                == ["https://x.example/a.png", "https://x.example/b.png", "https://x.example/c.png"]
        )
    }

    @Test func `what is relative needs a page`() {
        #expect(references("![](/a.png)") == nil)
        #expect(references("![](/a.png) https://x.example/b.png") == ["https://x.example/b.png"])
    }

    @Test func `a text in a document is read when no field holds media`() {
        let text = #"{"choices":[{"message":{"content":"See ![](https://x.example/a.png)."}}]}"#
        #expect(references(text) == ["https://x.example/a.png"])
        #expect(references(#"{"avatar":"https://x.example/me.png"}"#) == nil)
    }

    @Test func `one address alone needs no ending`() {
        #expect(references(" https://x.example/result/7\n") == ["https://x.example/result/7"])
        #expect(references("see https://x.example/result/7") == nil)
    }

    @Test func `an address too long for an entry is none`() {
        #expect(references("![](https://x.example/\(String(repeating: "a", count: 5000)).png)") == nil)
    }

    @Test(arguments: [
        ("image/png", true), ("video/mp4", true), ("audio/mpeg", true), ("application/octet-stream", true),
        ("application/pdf", false), ("text/html", false), ("", true),
    ])
    func `bytes are media unless they say otherwise`(type: String, isMedia: Bool) {
        let headers = type.isEmpty ? [] : [HeaderField("Content-Type", type)]
        let reply = Reply(status: 200, headers: headers, value: nil)
        let step = dialect.after(reply, to: .submit(), intent(FetchDialect.address, "https://h/"), endpoint: endpoint)
        if case .done(let media, _, _, _, _) = step {
            #expect(isMedia && media == [MediaReference(pointer: "", kind: .body)])
        } else {
            #expect(!isMedia)
        }
    }
}
