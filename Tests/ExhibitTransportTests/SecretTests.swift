import ExhibitModel
import ExhibitTransport
import Testing

struct SecretTests {
    private static let secret = "sk-very-secret-value"

    private func request(_ url: String) -> HTTPRequest {
        .to(url, "POST", .pieces([.bytes([1])])).with {
            $0.secretHeaders = [(name: "Authorization", prefix: "Bearer ", value: Secret(Self.secret))]
            $0.limits.total = .milliseconds(300)
        }
    }

    private func everything(of failure: TransportFailure) -> String {
        var text = "\(failure) \(String(reflecting: failure)) \(failure.report)"
        dump(failure, to: &text)
        return text
    }

    @Test(arguments: ["", "SSH-2.0\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"])
    func `no failure shows the value of a secret header`(answer: String) async throws {
        let raw = RawServer { connection in
            _ = connection.readHead()
            connection.say(answer)
        }
        defer { raw.stop() }
        for url in [
            raw.url, "http://x.invalid", "https://127.0.0.1:\(raw.port)", "http://127.0.0.1:\(RawServer.freePort())",
            "http:",
        ] {
            let failure = try #require(await HTTPClient().failure(of: request(url)))
            #expect(!everything(of: failure).contains(Self.secret))
        }
    }

    @Test(arguments: ["a\r\nX-Other: b", "a\nb", "a\0b", "a\u{7f}"])
    func `a value that would be a second field is refused and not shown`(value: String) async throws {
        let raw = RawServer { _ in }
        defer { raw.stop() }
        let open = HTTPRequest.to(raw.url).with { $0.headers = [HTTPHeader("X-One", value)] }
        let hidden = HTTPRequest.to(raw.url).with {
            $0.secretHeaders = [(name: "X-One", prefix: "", value: Secret(value))]
        }
        for request in [open, hidden] {
            let failure = await HTTPClient().failure(of: request)
            #expect(failure?.detail == "the header field X-One cannot be sent")
            #expect(failure?.phase == .notLeft)
        }
        #expect(raw.connections == 0)
    }

    @Test(arguments: ["", "X One", "X:One", "X\r\n", "Über"])
    func `a name that is no token is refused`(name: String) async throws {
        let request = HTTPRequest.to("http://127.0.0.1:1/").with { $0.headers = [HTTPHeader(name, "v")] }
        #expect(await HTTPClient().failure(of: request)?.detail == "the header field (unreadable name) cannot be sent")
    }
}
