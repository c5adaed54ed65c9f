import ExhibitTransport
import Synchronization

/// A sink that keeps what came, in the order in which it came.
final class Collected: Sendable {
    enum Event: Equatable {
        case head(HTTPHead)
        case bytes(Int)
    }

    private let state = Mutex<(events: [Event], body: [UInt8])>(([], []))
    private let limit: Int

    /// Stops the transfer once more than `limit` bytes have come.
    init(limit: Int = .max) {
        self.limit = limit
    }

    var events: [Event] { state.withLock { $0.events } }
    var body: [UInt8] { state.withLock { $0.body } }
    var text: String { String(decoding: body, as: UTF8.self) }

    var sink: BodySink {
        BodySink(onHead: { head in self.state.withLock { $0.events.append(.head(head)) } }) { chunk in
            self.state.withLock { state in
                state.events.append(.bytes(chunk.count))
                state.body += chunk
                return state.body.count <= self.limit
            }
        }
    }
}

extension HTTPClient {
    /// The failure of a request that must not succeed.
    func failure(of request: HTTPRequest, into sink: BodySink = Collected().sink) async -> TransportFailure? {
        do throws(TransportFailure) {
            _ = try await fetch(request, into: sink)
            return nil
        } catch {
            return error
        }
    }
}

extension HTTPRequest {
    /// A request as most tests want it.
    static func to(_ url: String, _ method: String = "GET", _ body: HTTPRequestBody = .none) -> HTTPRequest {
        HTTPRequest(method: method, url: url, body: body, limits: TransferLimits(total: .seconds(30)), isolated: true)
    }

    func with(_ change: (inout HTTPRequest) -> Void) -> HTTPRequest {
        var copy = self
        change(&copy)
        return copy
    }
}
