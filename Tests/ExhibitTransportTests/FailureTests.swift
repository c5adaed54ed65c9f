import ExhibitModel
import ExhibitServing
import ExhibitTransport
import Glibc
import Synchronization
import Testing

struct FailureTests {
    private static let body = HTTPRequestBody.pieces([.bytes(Array("hello".utf8))])

    @Test func `a refused connection has not left`() async throws {
        let failure = await HTTPClient().failure(of: .to("http://127.0.0.1:\(RawServer.freePort())", "POST", Self.body))
        #expect(failure?.kind == .connect)
        #expect(failure?.phase == .notLeft)
        #expect(failure?.billed == .no)
        #expect(failure?.report.code == .providerUnreachable)
    }

    @Test func `an unknown host has not left`() async throws {
        let failure = await HTTPClient().failure(of: .to("http://x.invalid/", "POST", Self.body))
        #expect(failure?.kind == .nameLookup)
        #expect(failure?.phase == .notLeft)
        #expect(failure?.facts.peerAddress == nil)
    }

    @Test func `a reset before the body was taken has not left`() async throws {
        let raw = RawServer { connection in
            _ = connection.readHead()
            connection.read(100)
            connection.reset()
        }
        defer { raw.stop() }
        // Far more than the buffers of both sockets hold.
        let body = HTTPRequestBody.pieces([.bytes([UInt8](repeating: 1, count: 64 << 20))])
        let failure = await HTTPClient().failure(of: .to(raw.url, "POST", body))
        #expect(failure?.kind == .reset)
        #expect(failure?.phase == .notLeft)
        #expect(failure?.timing.sent == nil)
    }

    @Test(arguments: [true, false])
    func `a server that takes the whole request and hangs up leaves the outcome open`(withReset: Bool) async throws {
        let raw = RawServer { connection in
            _ = connection.readHead()
            connection.read(5)
            if withReset { connection.reset() }
        }
        defer { raw.stop() }
        let failure = await HTTPClient().failure(of: .to(raw.url, "POST", Self.body))
        #expect(failure?.kind == .reset)
        #expect(failure?.phase == .left)
        #expect(failure?.head == nil)
        #expect(failure?.timing.sent != nil)
        #expect(failure?.billed == .maybe)
        #expect(failure?.report.code == .outcomeUnknown)
    }

    @Test func `a request without a body has left once its head was sent`() async throws {
        let raw = RawServer { connection in _ = connection.readHead() }
        defer { raw.stop() }
        let failure = await HTTPClient().failure(of: .to(raw.url))
        #expect(failure?.kind == .reset)
        #expect(failure?.phase == .left)
    }

    @Test(arguments: [
        TransferLimits(total: .milliseconds(150)), TransferLimits(total: .seconds(60), firstByte: .milliseconds(150)),
    ])
    func `a server that never answers runs into the limit`(limits: TransferLimits) async throws {
        let server = try HTTPServer { _ in ServerReply(status: 200, delay: .seconds(3600)) }
        defer { server.stop() }
        let request = HTTPRequest.to("http://127.0.0.1:\(server.port)", "POST", Self.body).with { $0.limits = limits }
        let failure = await HTTPClient().failure(of: request)
        #expect(failure?.kind == .timeout)
        #expect(failure?.phase == .left)
        #expect((150..<5000).contains(failure?.timing.total ?? 0))
    }

    @Test func `an interim answer is no answer`() async throws {
        let raw = RawServer { connection in
            _ = connection.readHead()
            connection.read(5)
            connection.say("HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n")
        }
        defer { raw.stop() }
        let failure = await HTTPClient().failure(of: .to(raw.url, "POST", Self.body))
        #expect(failure?.phase == .left)
        #expect(failure?.head == nil)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nX-Request-Id: r", [], 0),
        ("HTTP/1.1 200 OK\r\nX-Request-Id: r\r\n", [HTTPHeader("X-Request-Id", "r")], 0),
        ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello", [HTTPHeader("Content-Length", "10")], 5),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
            [HTTPHeader("Transfer-Encoding", "chunked")], 5
        ),
    ])
    func `an answer that breaks off keeps what came`(answer: String, headers: [HTTPHeader], bytes: Int64) async throws {
        let raw = RawServer { connection in
            _ = connection.readHead()
            connection.read(5)
            connection.say(answer)
        }
        defer { raw.stop() }
        let seen = Collected()
        let failure = await HTTPClient().failure(of: .to(raw.url, "POST", Self.body), into: seen.sink)
        #expect(failure?.kind == .reset)
        #expect(failure?.phase == .receiving)
        #expect(failure?.head == HTTPHead(status: 200, headers: headers))
        #expect(failure?.bodyBytes == bytes)
        #expect(seen.body.count == Int(bytes))
        #expect(failure?.billed == .yes)
        #expect(failure?.report.code == .replyIncomplete)
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "{\"data\":[]}", "HTTP/9.9 200 OK\r\n\r\n"])
    func `what is not HTTP is garbage`(answer: String) async throws {
        let raw = RawServer { connection in
            _ = connection.readHead()
            connection.read(5)
            connection.say(answer)
        }
        defer { raw.stop() }
        let failure = await HTTPClient().failure(of: .to(raw.url, "POST", Self.body))
        #expect(failure?.kind == .garbage)
        #expect(failure?.bodyBytes == 0)
    }

    @Test(arguments: [1, 300])
    func `headers over 256 KiB end the transfer`(lines: Int) async throws {
        let line = "X-Long: " + String(repeating: "h", count: (300 << 10) / lines) + "\r\n"
        let raw = RawServer { connection in
            _ = connection.readHead()
            connection.read(5)
            connection.say("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: lines) + "\r\n")
        }
        defer { raw.stop() }
        let failure = await HTTPClient().failure(of: .to(raw.url, "POST", Self.body))
        #expect(failure?.kind == .headersTooLong)
        #expect(failure?.phase == .receiving)
        #expect(failure?.report.code == .replyHeadersTooLong)
    }

    @Test func `headers below 256 KiB are taken`() async throws {
        let server = try HTTPServer { _ in
            ServerReply(status: 200, headers: (0..<250).map { ("X-\($0)", String(repeating: "h", count: 1000)) })
        }
        defer { server.stop() }
        let exchange = try await HTTPClient().fetch(.to("http://127.0.0.1:\(server.port)"), into: Collected().sink)
        #expect(exchange.head.headers.filter { $0.name.hasPrefix("X-") }.count == 250)
    }

    @Test func `a body over its limit is kept up to it`() async throws {
        let server = try HTTPServer { _ in ServerReply(status: 200, body: Array("abc".utf8), fault: .endless) }
        defer { server.stop() }
        let request = HTTPRequest.to("http://127.0.0.1:\(server.port)").with { $0.limits.bodyBytes = 100_001 }
        let seen = Collected()
        let failure = await HTTPClient().failure(of: request, into: seen.sink)
        #expect(failure?.kind == .bodyTooLong)
        #expect(failure?.phase == .receiving)
        #expect(failure?.bodyBytes == 100_001)
        #expect(seen.body.count == 100_001)
        #expect(failure?.report.code == .replyMediaTooLarge)
    }

    @Test func `a sink may stop the transfer`() async throws {
        let server = try HTTPServer { _ in ServerReply(status: 200, body: Array("abc".utf8), fault: .endless) }
        defer { server.stop() }
        let failure = await HTTPClient().failure(
            of: .to("http://127.0.0.1:\(server.port)"),
            into: Collected(limit: 50_000).sink
        )
        #expect(failure?.kind == .sinkStopped)
        #expect(failure?.phase == .receiving)
    }

    @Test(arguments: [
        "ftp://127.0.0.1/", "http://", "nonsense", "http://user:hunter22@127.0.0.1/", "http://a b/", "http://a\0b/",
    ])
    func `a URL that cannot be used is refused`(url: String) async throws {
        let failure = await HTTPClient().failure(of: .to(url))
        #expect(failure?.kind == .badURL)
        #expect(failure?.phase == .notLeft)
        #expect(failure?.detail.contains("hunter22") == false)
    }

    @Test(arguments: [("no-such-file", 5), ("/dev/null", 0), ("/", 1)])
    func `a body file that is not there, or not as long as said, is not sent`(path: String, bytes: Int) async throws {
        let raw = RawServer { _ in }
        defer { raw.stop() }
        // An empty piece is not read at all, so ask for one byte more than /dev/null has.
        let body = HTTPRequestBody.pieces([.file(path: path, bytes: bytes + 1)])
        let failure = await HTTPClient().failure(of: .to(raw.url, "POST", body))
        #expect(failure?.kind == .other)
        #expect(failure?.phase == .notLeft)
        #expect(failure?.detail.contains(path) == true)
        #expect(raw.connections == 0)
    }
}
