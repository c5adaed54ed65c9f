import ExhibitModel
import Synchronization
import Testing

@testable import ExhibitTransport

struct ProxyTests {
    @Test(
        arguments: [
            ("http://h/", ["http_proxy": "http://p:3128"], "http://p:3128"),
            ("http://h/", ["HTTP_PROXY": "http://p:3128"], nil),
            ("https://h/", ["https_proxy": "p:3128"], "http://p:3128"),
            ("https://h/", ["HTTPS_PROXY": "socks5h://p"], "socks5h://p:1080"),
            ("https://h/", ["https_proxy": "", "ALL_PROXY": "p"], "http://p:1080"),
            ("https://h/", ["http_proxy": "p:1"], nil),
            ("http://localhost/", ["http_proxy": "p:1"], nil), ("http://127.0.0.1:9/", ["http_proxy": "p:1"], nil),
            ("http://[::1]/", ["all_proxy": "p:1"], nil), ("http://a.localhost/", ["all_proxy": "p:1"], nil),
            ("http://a.b.example/", ["all_proxy": "p:1", "no_proxy": "x, .b.example"], nil),
            ("http://ab.example/", ["all_proxy": "p:1", "no_proxy": "b.example"], "http://p:1"),
            ("http://h/", ["all_proxy": "p:1", "NO_PROXY": "*"], nil),
            ("http://10.2.3.4/", ["all_proxy": "p:1", "no_proxy": "10.0.0.0/8"], nil),
            ("http://11.2.3.4/", ["all_proxy": "p:1", "no_proxy": "10.0.0.0/8,11.2.3.5"], "http://p:1"),
        ] as [(String, [String: String], String?)]
    )
    func `the variables choose as curl reads them`(url: String, variables: [String: String], proxy: String?) throws {
        let target = try #require(URLParts(url))
        #expect(try ProxyChoice.choose(for: target, variables)?.url == proxy)
    }

    @Test func `credentials of a proxy are kept apart`() throws {
        let target = try #require(URLParts("http://h/"))
        let choice = try ProxyChoice.choose(for: target, ["http_proxy": "http://us%40er:pass@p:1"])
        #expect(choice?.url == "http://p:1")
        #expect(choice?.user == "us@er")
        #expect(choice?.password == "pass")
    }

    @Test(arguments: ["ftp://user:hunter22@p:1", "://user:hunter22@", "http://user:hunter22@p:x"])
    func `a variable that is no proxy URL is named but not shown`(value: String) async throws {
        let request = HTTPRequest.to("http://provider.example/").with {
            $0.security.proxyVariables = ["http_proxy": value]
        }
        let failure = await HTTPClient().failure(of: request)
        #expect(failure?.kind == .proxy)
        #expect(failure?.phase == .notLeft)
        #expect(failure?.detail == "the variable http_proxy is not the URL of a proxy")
    }

    @Test func `a plain request goes through the proxy and says so`() async throws {
        let head = Mutex("")
        let proxy = RawServer { connection in
            let text = connection.readHead()
            head.withLock { $0 = text }
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        }
        defer { proxy.stop() }
        let request = HTTPRequest.to("http://provider.example/v1").with {
            $0.security.proxyVariables = ["http_proxy": "http://me:word@127.0.0.1:\(proxy.port)"]
        }
        let exchange = try await HTTPClient().fetch(request, into: Collected().sink)
        #expect(exchange.facts.proxy)
        #expect(exchange.facts.peerScope == .proxy)
        #expect(exchange.facts.host == "provider.example")
        #expect(head.withLock { $0 }.hasPrefix("GET http://provider.example/v1 HTTP/1.1\r\n"))
        #expect(head.withLock { $0 }.contains("Proxy-Authorization: Basic bWU6d29yZA==\r\n"))
    }

    @Test func `a proxy that refuses the tunnel learns no secret, and nothing has left`() async throws {
        let head = Mutex("")
        let proxy = RawServer { connection in
            let text = connection.readHead()
            head.withLock { $0 = text }
            connection.say("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        }
        defer { proxy.stop() }
        let request = HTTPRequest.to("https://provider.example/v1").with {
            $0.security.proxyVariables = ["https_proxy": "http://127.0.0.1:\(proxy.port)"]
            $0.secretHeaders = [(name: "Authorization", prefix: "Bearer ", value: Secret("sk-secret"))]
        }
        let failure = await HTTPClient().failure(of: request)
        #expect(failure?.kind == .proxy)
        #expect(failure?.phase == .notLeft)
        #expect(failure?.head == nil)
        #expect(failure?.facts.tlsVerified == nil)
        #expect(head.withLock { $0 }.hasPrefix("CONNECT provider.example:443 HTTP/1.1\r\n"))
        #expect(!head.withLock { $0 }.contains("sk-secret"))
    }

    @Test func `a proxy that is not there has not left`() async throws {
        let request = HTTPRequest.to("https://provider.example/v1").with {
            $0.security.proxyVariables = ["https_proxy": "http://127.0.0.1:\(RawServer.freePort())"]
        }
        let failure = await HTTPClient().failure(of: request)
        #expect(failure?.kind == .proxy)
        #expect(failure?.phase == .notLeft)
    }

    @Test func `a request to this machine never uses a proxy`() async throws {
        let raw = RawServer { connection in
            _ = connection.readHead()
            connection.say("HTTP/1.1 204 No Content\r\n\r\n")
        }
        defer { raw.stop() }
        let request = HTTPRequest.to(raw.url).with {
            $0.security.proxyVariables = ["http_proxy": "http://127.0.0.1:\(RawServer.freePort())"]
        }
        let exchange = try await HTTPClient().fetch(request, into: Collected().sink)
        #expect(!exchange.facts.proxy)
    }

    @Test(
        arguments: [
            ("http://provider.example/", [.public], "over a proxy"),
            ("http://169.254.169.254/latest", [.public, .proxy], "link-local"),
            ("http://10.0.0.1/", [.public, .proxy], "private"),
        ] as [(String, Set<PeerScope>, String)]
    )
    func `a proxy is no way around the allowed scopes`(url: String, allowed: Set<PeerScope>, word: String) async throws
    {
        let proxy = RawServer { _ in }
        defer { proxy.stop() }
        let request = HTTPRequest.to(url).with {
            $0.security.allowedScopes = allowed
            $0.security.proxyVariables = ["http_proxy": "http://127.0.0.1:\(proxy.port)"]
        }
        let failure = await HTTPClient().failure(of: request)
        #expect(failure?.kind == .addressRefused)
        #expect(failure?.detail.contains(word) == true)
        #expect(proxy.connections == 0)
    }
}
