import ExhibitModel
import ExhibitServing
import Testing

@testable import ExhibitSandbox

/// The sandbox over real sockets.
struct SandboxTests {
    private func generate(_ sandbox: Sandbox, _ prompt: String) -> (head: String, body: [UInt8]) {
        let answer = exchange(
            sandbox.port,
            ["POST /v1/images/generations HTTP/1.1", "Authorization: Bearer k"],
            body: #"{"prompt":"\#(prompt)","size":"64x48"}"#
        )
        let text = Array("\r\n\r\n".utf8)
        guard let end = answer.indices.first(where: { answer[$0...].starts(with: text) }) else { return ("", answer) }
        return (String(decoding: answer[..<end], as: UTF8.self), Array(answer[(end + 4)...]))
    }

    @Test func `a picture comes over HTTP`() throws {
        let sandbox = try Sandbox()
        defer { sandbox.stop() }
        let reply = generate(sandbox, "a cat")
        #expect(reply.head.hasPrefix("HTTP/1.1 200"))
        #expect(reply.head.contains("X-Exhibit-Sandbox: 1"))
        #expect(reply.body.count > 500)
        #expect(sandbox.baseURL == "http://127.0.0.1:\(sandbox.port)/v1")
        #expect(sandbox.requests.map(\.credential) == [true])
        #expect(sandbox.requests.map(\.port) == [sandbox.port])
    }

    @Test func `the second listener is another origin of the same sandbox`() throws {
        let sandbox = try Sandbox()
        defer { sandbox.stop() }
        #expect(sandbox.secondPort != sandbox.port)
        let answer = exchange(sandbox.secondPort, ["GET /files/x.png HTTP/1.1", "X-Api-Key: k"])
        #expect(String(decoding: answer.prefix(12), as: UTF8.self) == "HTTP/1.1 404")
        #expect(sandbox.requests.map(\.port) == [sandbox.secondPort])
        #expect(sandbox.requests.map(\.credential) == [true])
    }

    @Test func `connections break where they are told to`() throws {
        let sandbox = try Sandbox()
        defer { sandbox.stop() }
        let nothing = generate(sandbox, "[[fault:drop-before-headers]]")
        #expect(nothing.head.isEmpty && nothing.body.isEmpty)
        let head = generate(sandbox, "[[fault:drop-after-headers]]")
        #expect(head.head.hasPrefix("HTTP/1.1 200") && head.body.isEmpty)
        let part = generate(sandbox, "[[fault:drop-after-bytes:100]]")
        #expect(part.head.hasPrefix("HTTP/1.1 200") && part.body.count == 100)
        let long = generate(sandbox, "[[fault:huge-header]]")
        #expect(long.head.hasPrefix("HTTP/1.1 200") && long.head.utf8.count > 300 * 1024)
    }

    @Test func `a client that waits in vain is let go when the sandbox stops`() async throws {
        let sandbox = try Sandbox()
        let port = sandbox.port
        async let answer = Self.hang(port)
        while sandbox.requests.isEmpty { await Task.yield() }
        sandbox.stop()
        sandbox.stop()
        #expect(await answer.isEmpty)
    }

    @concurrent private static func hang(_ port: UInt16) async -> [UInt8] {
        exchange(port, ["POST /v1/images/generations HTTP/1.1"], body: #"{"prompt":"[[fault:hang]]"}"#)
    }

    @Test func `a stream and speech come without a length, in chunks`() throws {
        let sandbox = try Sandbox()
        defer { sandbox.stop() }
        let bodies = [
            ("/v1/images/generations", #"{"prompt":"a","size":"64x48","stream":true}"#),
            ("/v1/audio/speech", #"{"model":"m","input":"Hello","voice":"alloy"}"#),
        ]
        for (path, body) in bodies {
            let answer = exchange(sandbox.port, ["POST \(path) HTTP/1.1"], body: body)
            let head = String(decoding: answer.prefix(1000), as: UTF8.self)
            #expect(head.hasPrefix("HTTP/1.1 200") && head.contains("Transfer-Encoding: chunked"))
            #expect(!head.contains("Content-Length"))
        }
    }

    @Test func `one page tells every dialect's routes and every fault`() throws {
        let sandbox = try Sandbox()
        defer { sandbox.stop() }
        let page = String(decoding: exchange(sandbox.port, ["GET / HTTP/1.1"]), as: UTF8.self)
        for route in ["/v1/videos", "/jobs/ID/result", "/api/media/image", "/fal/OWNER/APP", ":generateContent"] {
            #expect(page.contains(route))
        }
        #expect(SandboxFault.all.allSatisfy { page.contains("  \($0.name) ") })
        #expect(VideoShapes.all.allSatisfy { page.contains($0.name) })
    }

    @Test func `a port that is taken is named`() throws {
        let sandbox = try Sandbox()
        defer { sandbox.stop() }
        #expect(throws: SandboxError.listener(.portTaken(sandbox.port))) { try Sandbox(port: sandbox.port) }
        #expect(SandboxError.listener(.portTaken(80)).report.code == .portInUse)
    }
}
