package import ExhibitModel
import ExhibitServing

/// A provider on loopback that draws its own pictures and can be told to misbehave.
///
/// It speaks real HTTP, so that a newcomer, a test and a rehearsal need no account, and it can never pass for a real
/// provider: every answer has the header `X-Exhibit-Sandbox`, every picture the word and the ``SimulationMark``.
package final class Sandbox: Sendable {
    package let port: UInt16
    /// Of the second listener, another origin: it gives out pictures, and shows what a client sends along to it.
    package let secondPort: UInt16
    private let desk: Desk
    private let servers: [HTTPServer]

    /// Listens when it returns.
    ///
    /// - Parameters:
    ///   - port: 0 lets the system choose; the second listener's is always chosen by the system.
    ///   - faults: for every request, each as ``SandboxFault`` describes.
    ///   - strict: refuses what OpenAI's API refuses, and gateways take: unknown fields, odd sizes.
    ///   - key: when given, requests need exactly this bearer token; else any or none is fine.
    /// - Throws: when a fault is unknown or a port cannot be had; then nothing listens.
    package init(
        port: UInt16 = 0,
        faults: [String] = [],
        strict: Bool = false,
        key: Secret? = nil
    ) throws(SandboxError) {
        var orders: [FaultOrder] = []
        for spec in faults { orders.append(try FaultOrder(parsing: spec)) }
        let desk = Desk(faults: orders, strict: strict, key: key)
        do throws(ServingError) {
            let main = try HTTPServer(port: port) { desk.answer($0, on: .main) }
            let second = try HTTPServer { desk.answer($0, on: .second) }
            desk.links.origins = Origins(main: main.port, second: second.port)
            self.port = main.port
            secondPort = second.port
            servers = [main, second]
        } catch {
            throw .listener(error)
        }
        self.desk = desk
    }

    /// What a provider's `baseUrl` would be.
    package var baseURL: String { "http://127.0.0.1:\(port)/v1" }

    /// What came so far, on both listeners, oldest first; `GET /__sandbox/requests` shows the same.
    package var requests: [SandboxRequest] { desk.log.requests }

    /// Closes both listeners and every connection; a second call does nothing.
    package func stop() {
        for server in servers { server.stop() }
    }
}
