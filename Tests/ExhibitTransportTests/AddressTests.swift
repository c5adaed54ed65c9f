import ExhibitModel
import ExhibitServing
import ExhibitTransport
import Testing

struct AddressTests {
    @Test(arguments: [
        ("8.8.8.8", PeerScope.public), ("127.0.0.1", .loopback), ("127.9.9.9", .loopback), ("0.0.0.0", .loopback),
        ("10.1.2.3", .private), ("172.15.0.1", .public), ("172.16.0.1", .private), ("172.31.255.255", .private),
        ("172.32.0.1", .public), ("192.168.1.1", .private), ("169.254.169.254", .linkLocal), ("100.64.0.1", .private),
        ("224.0.0.1", .private), ("255.255.255.255", .private), ("198.18.0.1", .private),
        ("::1", .loopback), ("::", .loopback), ("[::1]", .loopback), ("fe80::1%eth0", .linkLocal),
        ("fd00::1", .private),
        ("2606:4700::1111", .public), ("2001:db8::1", .private), ("ff02::1", .private),
        ("::ffff:127.0.0.1", .loopback), ("::ffff:8.8.8.8", .public), ("64:ff9b::a00:1", .private),
        ("2002:7f00:1::", .loopback),
        ("not an address", .private), ("", .private), ("1.2.3", .private),
    ])
    func `an address has the scope of its network`(address: String, scope: PeerScope) {
        #expect(PeerScope.of(address: address) == scope)
    }

    @Test(arguments: [
        ("http://127.0.0.1:8080/", PeerScope.loopback), ("http://LOCALHOST/", .loopback),
        ("https://a.localhost./", .loopback),
        ("http://[::1]/", .loopback), ("http://10.0.0.1/", .private), ("http://[fe80::1]/", .linkLocal),
        ("https://8.8.8.8/", .public), ("https://example.com/", nil), ("http://10.0.0.1.example.com/", nil),
    ])
    func `a host says its kind only when it is an address, or this machine's name`(
        url: String,
        scope: PeerScope?
    ) throws {
        #expect(try #require(URLParts(url)).literalScope == scope)
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `a refused scope sees no connection at all`(host: String) async throws {
        let raw = RawServer { _ in }
        defer { raw.stop() }
        let request = HTTPRequest.to("http://\(host):\(raw.port)", "POST", .pieces([.bytes([1])])).with {
            $0.security.allowedScopes = [.public]
        }
        let failure = await HTTPClient().failure(of: request)
        #expect(failure?.kind == .addressRefused)
        #expect(failure?.phase == .notLeft)
        #expect(failure?.detail.hasSuffix("is a loopback address, which is not allowed here") == true)
        #expect(failure?.report.code == .addressRefused)
        #expect(raw.connections == 0)
    }

    @Test func `a refused scope gets nothing over a connection that stands already`() async throws {
        let raw = RawServer { connection in
            while !connection.readHead().isEmpty { connection.say("HTTP/1.1 204 No Content\r\n\r\n") }
        }
        defer { raw.stop() }
        let client = HTTPClient()
        let shared = HTTPRequest.to(raw.url).with { $0.isolated = false }
        _ = try await client.fetch(shared, into: Collected().sink)
        let failure = await client.failure(of: shared.with { $0.security.allowedScopes = [.public, .proxy] })
        #expect(failure?.kind == .addressRefused)
        #expect(failure?.phase == .notLeft)
    }

    @Test(arguments: [
        ("https://API.Example.com/v1/images?x=1#f", "https://api.example.com", "/v1/images", "x=1"),
        ("http://example.com", "http://example.com", "/", nil),
        ("https://example.com:8443/a/../b", "https://example.com:8443", "/a/../b", nil),
        ("http://[2001:db8::1]:80/", "http://[2001:db8::1]", "/", nil),
        ("http://0x7f.1/", "http://127.0.0.1", "/", nil),
    ])
    func `a URL is taken apart`(text: String, origin: String, path: String, query: String?) throws {
        let parts = try #require(URLParts(text))
        #expect(parts.origin == origin)
        #expect(parts.path == path)
        #expect(parts.query == query)
        #expect(parts.text == origin + path + (query.map { "?" + $0 } ?? ""))
        #expect(URLParts(parts.text)?.text == parts.text)
    }

    @Test(arguments: ["", "example.com", "ftp://example.com/", "http://a b/", "file:///etc/passwd", "http://h:99999/"])
    func `other texts are no URL`(text: String) {
        #expect(URLParts(text) == nil)
    }

    @Test(arguments: [
        ("https://h/v1/", "result.png", "https://h/v1/result.png"), ("https://h/v1/x", "/files/1", "https://h/files/1"),
        ("https://h/v1/x", "https://cdn/y?z=1", "https://cdn/y?z=1"), ("https://h/v1/x", "//cdn/y", "https://cdn/y"),
        ("https://h/v1/x", "javascript:alert(1)", nil), ("no base", "x", nil),
    ])
    func `a reference is resolved against its base`(base: String, reference: String, result: String?) {
        #expect(URLParts.resolve(reference, against: base) == result)
    }
}
