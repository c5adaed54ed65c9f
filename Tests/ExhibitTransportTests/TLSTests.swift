import ExhibitModel
import ExhibitTransport
import Testing

struct TLSTests {
    @Test func `a certificate that nobody vouches for ends the transfer before the request`() async throws {
        guard let server = try TLSServer() else { return }
        let request = HTTPRequest.to(server.url, "POST", .pieces([.bytes([1])])).with {
            $0.secretHeaders = [(name: "Authorization", prefix: "Bearer ", value: Secret("sk-secret"))]
        }
        let failure = await HTTPClient().failure(of: request)
        #expect(failure?.kind == .tlsTrust)
        #expect(failure?.phase == .notLeft)
        #expect(failure?.facts.tlsVerified == false)
        #expect(failure?.facts.customCA == false)
        #expect(failure?.report.code == .tlsUntrusted)
    }

    @Test func `an authority of the user's own is trusted, and recorded as such`() async throws {
        guard let server = try TLSServer() else { return }
        let request = HTTPRequest.to(server.url).with { $0.security.caFile = server.certificate }
        let exchange = try await HTTPClient().fetch(request, into: Collected().sink)
        let file = String(decoding: try RegularFile.read(server.certificate), as: UTF8.self)
        #expect(exchange.facts.tlsVerified == true)
        #expect(exchange.facts.customCA)
        #expect(exchange.facts.tlsVersion == "TLSv1.3")
        #expect(exchange.facts.certificates == [file])
        #expect(exchange.facts.peerScope == .loopback)
        #expect(exchange.timing.tls >= exchange.timing.connect)
    }

    @Test func `a certificate for another host is not trusted`() async throws {
        guard let server = try TLSServer(names: "DNS:other.example") else { return }
        let failure = await HTTPClient().failure(of: .to(server.url).with { $0.security.caFile = server.certificate })
        #expect(failure?.kind == .tlsTrust)
        #expect(failure?.phase == .notLeft)
        #expect(failure?.facts.tlsVerified == false)
    }

    @Test func `TLS 1_3 can be required`() async throws {
        guard let server = try TLSServer(mode: "tls12") else { return }
        let request = HTTPRequest.to(server.url).with { $0.security.caFile = server.certificate }
        let exchange = try await HTTPClient().fetch(request, into: Collected().sink)
        #expect(exchange.facts.tlsVersion == "TLSv1.2")
        let failure = await HTTPClient().failure(of: request.with { $0.security.requireTLS13 = true })
        #expect(failure?.kind == .tls)
        #expect(failure?.phase == .notLeft)
        #expect(failure?.facts.tlsVerified == nil)
    }

    @Test func `a pinned key is the only one that will do`() async throws {
        guard let server = try TLSServer() else { return }
        let request = HTTPRequest.to(server.url).with {
            $0.security.caFile = server.certificate
            $0.security.pinnedPublicKey = server.pin
        }
        let exchange = try await HTTPClient().fetch(request, into: Collected().sink)
        #expect(exchange.head.status == 200)
        for other in ["sha256:" + String(repeating: "0", count: 64), "nonsense"] {
            let failure = await HTTPClient().failure(of: request.with { $0.security.pinnedPublicKey = other })
            #expect(failure?.kind == .tlsTrust)
            #expect(failure?.phase == .notLeft)
        }
    }

    @Test func `a shared connection keeps its verdict, but shows its chain only once`() async throws {
        guard let server = try TLSServer() else { return }
        let client = HTTPClient()
        let request = HTTPRequest.to(server.url).with {
            $0.security.caFile = server.certificate
            $0.isolated = false
        }
        let first = try await client.fetch(request, into: Collected().sink)
        let second = try await client.fetch(request, into: Collected().sink)
        #expect(first.facts.certificates.count == 1)
        #expect(second.facts.certificates.isEmpty)
        #expect(second.facts.tlsVersion == nil)
        #expect(second.facts.tlsVerified == true)
    }

    @Test func `over TLS too, a request that was taken has left`() async throws {
        guard let server = try TLSServer(mode: "silent") else { return }
        let request = HTTPRequest.to(server.url, "POST", .pieces([.bytes([1, 2, 3])])).with {
            $0.security.caFile = server.certificate
        }
        let failure = await HTTPClient().failure(of: request)
        #expect(failure?.kind == .reset)
        #expect(failure?.phase == .left)
        #expect(failure?.facts.tlsVerified == true)
    }

    @Test func `a server that speaks no TLS has not got the request`() async throws {
        let raw = RawServer { connection in
            connection.read(5)
            connection.say("HTTP/1.1 400 Bad Request\r\n\r\n")
        }
        defer { raw.stop() }
        let failure = await HTTPClient().failure(
            of: .to("https://127.0.0.1:\(raw.port)", "POST", .pieces([.bytes([1])]))
        )
        #expect(failure?.kind == .tls)
        #expect(failure?.phase == .notLeft)
        #expect(failure?.report.code == .providerUnreachable)
    }
}
