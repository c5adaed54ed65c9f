import ExhibitModel
import ExhibitServing
import ExhibitTransport
import Glibc
import Synchronization
import Testing

struct ExchangeTests {
    private func server(_ reply: @escaping @Sendable (ServerRequest) -> ServerReply) throws -> (HTTPServer, String) {
        let server = try HTTPServer(handler: reply)
        return (server, "http://127.0.0.1:\(server.port)")
    }

    @Test func `an answer comes with its head first, then its body`() async throws {
        let (server, url) = try server { _ in
            ServerReply(
                status: 404,
                headers: [("X-Request-Id", "r1"), ("X-Two", "a"), ("X-Two", "b")],
                body: Array("gone".utf8)
            )
        }
        defer { server.stop() }
        let seen = Collected()
        let exchange = try await HTTPClient().fetch(.to(url), into: seen.sink)
        #expect(exchange.head.status == 404)
        #expect(exchange.head.value("x-request-id") == "r1")
        #expect(exchange.head.headers.filter { $0.name == "X-Two" }.map(\.value) == ["a", "b"])
        #expect(seen.text == "gone")
        #expect(exchange.bodyBytes == 4)
        #expect(seen.events == [.head(exchange.head), .bytes(4)])
    }

    @Test func `facts and times tell the connection`() async throws {
        let (server, url) = try server { _ in ServerReply(status: 200) }
        defer { server.stop() }
        let exchange = try await HTTPClient().fetch(.to(url), into: Collected().sink)
        #expect(
            exchange.facts
                == ConnectionFacts(
                    scheme: "http",
                    host: "127.0.0.1",
                    port: Int(server.port),
                    peerAddress: "127.0.0.1",
                    peerScope: .loopback,
                    httpVersion: "1.1"
                )
        )
        let sent = try #require(exchange.timing.sent)
        let firstByte = try #require(exchange.timing.firstByte)
        #expect(exchange.timing.connect <= sent && sent <= firstByte && firstByte <= exchange.timing.total)
    }

    @Test func `a submission carries the attempt, and a body of several pieces and files its exact length`()
        async throws
    {
        let seen = Mutex<ServerRequest?>(nil)
        let (server, url) = try server { request in
            seen.withLock { $0 = request }
            return ServerReply(status: 200)
        }
        defer { server.stop() }
        let file = (0..<3_500_001).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let folder = try TemporaryFolder()
        let path = folder.path + "/upload"
        try RegularFile.write(file, toNew: path, mode: 0o600, durable: false)
        let body = HTTPRequestBody.pieces([
            .bytes(Array("head".utf8)), .bytes([]), .file(path: path, bytes: file.count), .bytes(Array("tail".utf8)),
        ])
        let request = HTTPRequest.to(url + "/images", "POST", body).with {
            $0.headers = [HTTPHeader("Content-Type", "multipart/form-data; boundary=b"), HTTPHeader("X-Empty", "")]
            $0.secretHeaders = [(name: "Authorization", prefix: "Bearer ", value: Secret("sk-1"))]
        }
        _ = try await HTTPClient().submit(request, Permit(entry: 7, attempt: "01RUN.1"), into: Collected().sink)
        let got = try #require(seen.withLock { $0 })
        #expect(got.method == "POST")
        #expect(got.body == Array("head".utf8) + file + Array("tail".utf8))
        #expect(got.header("content-length") == String(file.count + 8))
        #expect(got.header("content-type") == "multipart/form-data; boundary=b")
        #expect(got.header("x-client-request-id") == "01RUN.1")
        #expect(got.header("authorization") == "Bearer sk-1")
        #expect(got.header("accept-encoding") == "identity")
        #expect(got.header("x-empty")?.isEmpty == true)
        for name in ["expect", "transfer-encoding", "user-agent", "cookie"] { #expect(got.header(name) == nil) }
    }

    @Test(arguments: [
        ("GET", nil), ("DELETE", nil), ("POST", "0"), ("PUT", "0"), ("PATCH", "0"),
    ])
    func `a method without a body is sent as it is`(method: String, length: String?) async throws {
        let seen = Mutex<ServerRequest?>(nil)
        let (server, url) = try server { request in
            seen.withLock { $0 = request }
            return ServerReply(status: 200)
        }
        defer { server.stop() }
        _ = try await HTTPClient().fetch(.to(url, method), into: Collected().sink)
        let got = try #require(seen.withLock { $0 })
        #expect(got.method == method)
        #expect(got.header("content-length") == length)
        #expect(got.header("x-client-request-id") == nil)
    }

    @Test func `a HEAD answer has a length but no body`() async throws {
        let (server, url) = try server { _ in ServerReply(status: 200, body: Array("abcdef".utf8)) }
        defer { server.stop() }
        let exchange = try await HTTPClient().fetch(.to(url, "HEAD"), into: Collected().sink)
        #expect(exchange.head.value("content-length") == "6")
        #expect(exchange.bodyBytes == 0)
    }

    @Test func `a redirect is an answer and is not followed`() async throws {
        let calls = Mutex(0)
        let (server, url) = try server { _ in
            calls.withLock { $0 += 1 }
            return ServerReply(status: 302, headers: [("Location", "/elsewhere")])
        }
        defer { server.stop() }
        let exchange = try await HTTPClient().fetch(.to(url), into: Collected().sink)
        #expect(exchange.head.status == 302)
        #expect(calls.withLock { $0 } == 1)
    }

    @Test func `dots in a path stay as they are`() async throws {
        let raw = RawServer { connection in
            let line = connection.readHead().prefix { !$0.isNewline }
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: \(line.utf8.count)\r\n\r\n\(line)")
        }
        defer { raw.stop() }
        let seen = Collected()
        _ = try await HTTPClient().fetch(.to(raw.url + "/a/../b/./c?x=%2F"), into: seen.sink)
        #expect(seen.text == "GET /a/../b/./c?x=%2F HTTP/1.1")
    }

    @Test(arguments: [
        ("HTTP/1.0 200 OK\r\nX: y\r\n\r\nwhole", "1.0", "whole"),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nwho\r\n2\r\nle\r\n0\r\nX-Trailer: 1\r\n\r\n",
            "1.1", "whole"
        ),
        (
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nX: hint\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 5\r\n\r\nwhole",
            "1.1", "whole"
        ),
        ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nwhole", "1.1", "who"),
    ])
    func `each framing of HTTP is read, and only the final head is told`(
        answer: String,
        version: String,
        body: String
    ) async throws {
        let raw = RawServer { connection in
            _ = connection.readHead()
            connection.say(answer)
        }
        defer { raw.stop() }
        let seen = Collected()
        let exchange = try await HTTPClient().fetch(.to(raw.url), into: seen.sink)
        #expect(exchange.head.status == 200)
        #expect(exchange.facts.httpVersion == version)
        #expect(exchange.head.value("x-trailer") == nil)
        #expect(exchange.head.value("X") != "hint")
        #expect(seen.text == body)
        #expect(seen.events.first == .head(exchange.head))
        #expect(seen.events.filter { $0 == .head(exchange.head) }.count == 1)
    }

    @Test(arguments: [(true, 2), (false, 1)])
    func `an isolated request has a connection of its own, others share one`(
        isolated: Bool,
        connections: Int
    ) async throws {
        let raw = RawServer { connection in
            while !connection.readHead().isEmpty { connection.say("HTTP/1.1 204 No Content\r\n\r\n") }
        }
        defer { raw.stop() }
        let client = HTTPClient()
        for _ in 0..<2 {
            let exchange = try await client.fetch(.to(raw.url).with { $0.isolated = isolated }, into: Collected().sink)
            #expect(exchange.facts.peerAddress == "127.0.0.1")
        }
        #expect(raw.connections == connections)
    }

    @Test func `two hundred requests run at once`() async throws {
        let (server, url) = try server { request in ServerReply(status: 200, body: Array(request.path.utf8)) }
        defer { server.stop() }
        let client = HTTPClient()
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let seen = Collected()
                    _ = try await client.fetch(.to("\(url)/\(number)"), into: seen.sink)
                    return seen.text
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(texts == Set((0..<200).map { "/\($0)" }))
    }
}
