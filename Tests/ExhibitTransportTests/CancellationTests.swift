import ExhibitServing
import Glibc
import Synchronization
import Testing

@testable import ExhibitTransport

struct CancellationTests {
    @Test(.timeLimit(.minutes(1)))
    func `cancelling the task closes the connection, although the server never answers`() async throws {
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        let raw = RawServer { connection in
            _ = connection.readHead()
            connection.read(5)
            ask.finish()
            connection.readToEnd()
            end.finish()
        }
        defer { raw.stop() }
        let client = HTTPClient()
        let url = raw.url
        let task = Task { await client.failure(of: .to(url, "POST", .pieces([.bytes(Array("hello".utf8))]))) }
        for await _ in asked {}
        task.cancel()
        let failure = await task.value
        for await _ in ended {}
        #expect(failure?.kind == .cancelled)
        #expect(failure?.phase == .left)
        #expect(failure?.facts.peerAddress == "127.0.0.1")
    }

    @Test func `a task that is cancelled already sends nothing`() async throws {
        let raw = RawServer { _ in }
        defer { raw.stop() }
        let client = HTTPClient()
        let url = raw.url
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await client.failure(of: .to(url))
        }
        task.cancel()
        let failure = await task.value
        #expect(failure?.kind == .cancelled)
        #expect(failure?.phase == .notLeft)
        #expect(raw.connections == 0)
        #expect(!client.hasThread)
    }

    @Test func `the thread starts with the first transfer`() async throws {
        let server = try HTTPServer { _ in ServerReply(status: 200) }
        defer { server.stop() }
        let client = HTTPClient()
        #expect(!client.hasThread)
        _ = try await client.fetch(.to("http://127.0.0.1:\(server.port)"), into: Collected().sink)
        #expect(client.hasThread)
    }

    @Test func `a process may end while a transfer is under way`() async throws {
        await #expect(processExitsWith: .exitCode(41)) {
            let (asked, ask) = AsyncStream.makeStream(of: Void.self)
            let raw = RawServer { connection in
                _ = connection.readHead()
                ask.finish()
                connection.readToEnd()
            }
            let client = HTTPClient()
            let task = Task { await client.failure(of: .to(raw.url)) }
            for await _ in asked {}
            withExtendedLifetime(task) { exit(41) }
        }
    }
}
