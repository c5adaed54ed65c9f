import ExhibitModel
import ExhibitServing
import Glibc
import Synchronization
import Testing

struct HTTPServerTests {
    @Test func `a handler gets the whole request`() throws {
        let seen = Mutex<ServerRequest?>(nil)
        let server = try HTTPServer { request in
            seen.withLock { $0 = request }
            return ServerReply(status: 201, headers: [("X-One", "1"), ("X-One", "2")], body: Array("done".utf8))
        }
        defer { server.stop() }
        let answer = RawClient.ask(
            server.port,
            "POST /a%20b/c?x=1&y=%26&x=2&bare HTTP/1.1\r\nHost: a\r\nX-Key: v\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"
        )
        let request = try #require(seen.withLock { $0 })
        #expect(request.method == "POST")
        #expect(request.path == "/a b/c")
        #expect(request.query.map { "\($0.0)=\($0.1)" } == ["x=1", "y=&", "x=2", "bare="])
        #expect(request.header("x-key") == "v")
        #expect(request.header("x-none") == nil)
        #expect(request.body == Array("hello".utf8))
        let text = try #require(answer)
        #expect(text.hasPrefix("HTTP/1.1 201 Created\r\n"))
        #expect(text.contains("X-One: 1\r\nX-One: 2\r\n"))
        #expect(text.contains("Content-Length: 4\r\n"))
        #expect(text.hasSuffix("\r\n\r\ndone"))
    }

    @Test func `a body of megabytes comes whole`() throws {
        let length = Mutex(0)
        let server = try HTTPServer { request in
            length.withLock { $0 = request.body.count }
            return ServerReply(status: 204)
        }
        defer { server.stop() }
        let body = String(repeating: "x", count: 3_000_001)
        _ = RawClient.ask(
            server.port,
            "PUT / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3000001\r\n\r\n" + body
        )
        #expect(length.withLock { $0 } == 3_000_001)
    }

    @Test func `a body over the limit is refused without calling the handler`() throws {
        let calls = Mutex(0)
        let server = try HTTPServer(bodyLimit: 4) { _ in
            calls.withLock { $0 += 1 }
            return ServerReply(status: 200)
        }
        defer { server.stop() }
        let answer = RawClient.ask(
            server.port,
            "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"
        )
        #expect(answer?.hasPrefix("HTTP/1.1 413 ") == true)
        #expect(calls.withLock { $0 } == 0)
    }

    @Test(arguments: [
        (ServerReply.Fault.none, "Content-Length: 6\r\n", "abcdef"),
        (.dropAfterBytes(2), "Content-Length: 6\r\n", "ab"),
        (.dropAfterBytes(0), "Content-Length: 6\r\n", ""),
        (.dropAfterBytes(99), "Content-Length: 6\r\n", "abcdef"),
        (.contentLength(9), "Content-Length: 9\r\n", "abcdef"),
        (.contentLength(3), "Content-Length: 3\r\n", "abc"),
        (.slow(bytesPerTick: 4, tick: .milliseconds(1)), "Content-Length: 6\r\n", "abcdef"),
        (.unsized, "Transfer-Encoding: chunked\r\n", "6\r\nabcdef\r\n0\r\n\r\n"),
    ])
    func `a fault changes the answer as its name says`(fault: ServerReply.Fault, head: String, body: String) throws {
        let server = try HTTPServer { _ in ServerReply(status: 200, body: Array("abcdef".utf8), fault: fault) }
        defer { server.stop() }
        let answer = try #require(RawClient.ask(server.port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        #expect(answer.contains(head))
        #expect(answer.hasSuffix("\r\n\r\n" + body))
    }

    @Test func `a drop before the headers sends nothing`() throws {
        let server = try HTTPServer { _ in ServerReply(status: 200, body: [1], fault: .dropBeforeHeaders) }
        defer { server.stop() }
        #expect(RawClient.ask(server.port, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")?.isEmpty == true)
    }

    @Test func `an endless body goes on until the client hangs up`() throws {
        let server = try HTTPServer { _ in ServerReply(status: 200, body: Array("abc".utf8), fault: .endless) }
        defer { server.stop() }
        let client = try #require(RawClient(port: server.port))
        client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        var heard = 0
        while heard < 1 << 20 {
            let piece = client.hear()
            try #require(!piece.isEmpty)
            heard += piece.utf8.count
        }
        client.hangUp()
    }

    @Test(.timeLimit(.minutes(1)))
    func `stopping ends a delay of an hour at once`() throws {
        let asked = Mutex(false)
        let server = try HTTPServer { _ in
            asked.withLock { $0 = true }
            return ServerReply(status: 200, delay: .seconds(3600))
        }
        let client = try #require(RawClient(port: server.port))
        client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        while !asked.withLock({ $0 }) { sched_yield() }
        server.stop()
        #expect(client.hearAll().isEmpty)
        client.hangUp()
        #expect(RawClient(port: server.port) == nil)
    }

    @Test(.timeLimit(.minutes(1)))
    func `two handlers run at once`() throws {
        let inside = Mutex(0)
        let server = try HTTPServer { _ in
            inside.withLock { $0 += 1 }
            while inside.withLock({ $0 }) < 2 { sched_yield() }
            return ServerReply(status: 200)
        }
        defer { server.stop() }
        let one = try #require(RawClient(port: server.port))
        let two = try #require(RawClient(port: server.port))
        for client in [one, two] { client.say("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") }
        for client in [one, two] {
            #expect(client.hearAll().hasPrefix("HTTP/1.1 200 "))
            client.hangUp()
        }
    }

    @Test func `headers of 600 KB go out`() throws {
        let long = String(repeating: "h", count: 600_000)
        let server = try HTTPServer { _ in ServerReply(status: 200, headers: [("X-Long", long)]) }
        defer { server.stop() }
        let answer = RawClient.ask(server.port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(answer?.contains("X-Long: " + long) == true)
    }

    @Test func `a taken port is an error that names it`() throws {
        let first = try HTTPServer { _ in ServerReply(status: 200) }
        defer { first.stop() }
        #expect(throws: ServingError.portTaken(first.port)) {
            try HTTPServer(port: first.port) { _ in ServerReply(status: 200) }
        }
        #expect(ServingError.portTaken(8080).report.code == .portInUse)
        #expect(ServingError.portTaken(8080).report.message == "port 8080 is taken by another program")
    }

    @Test func `a header that would split the answer is not sent`() throws {
        let server = try HTTPServer { _ in ServerReply(status: 200, headers: [("X", "a\r\nY: b")]) }
        defer { server.stop() }
        let answer = RawClient.ask(server.port, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(answer?.contains("Y: b") == false)
    }
}
