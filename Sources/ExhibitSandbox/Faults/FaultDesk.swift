import ExhibitModel
import ExhibitServing

/// Finds out what was ordered for a request: by the command line, its header, its prompt, or the job it asks after.
final class FaultDesk: Sendable {
    private let standing: [FaultOrder]
    private let counter = FaultCounter()

    init(standing: [FaultOrder]) {
        self.standing = standing
    }

    /// For a request that makes something, or lists it; `prompt` may be empty.
    func orders(for request: ServerRequest, prompt: String) throws(Refusal) -> [FaultOrder] {
        do throws(SandboxError) {
            let orders = try standing + ordered(by: request) + FaultOrder.orders(in: prompt)
            return counter.active(orders, for: prompt.isEmpty ? request.path : prompt)
        } catch {
            throw Refusal(message: error.report.message, code: "unknown_fault")
        }
    }

    /// For a request that asks after something: only its header has a say before the job is known.
    func orders(forAsking request: ServerRequest) throws(Refusal) -> [FaultOrder] {
        do throws(SandboxError) {
            return counter.active(try ordered(by: request), for: request.path)
        } catch {
            throw Refusal(message: error.report.message, code: "unknown_fault")
        }
    }

    /// Those of the orders that still hold for `subject`; the limited ones are counted.
    func active(_ orders: [FaultOrder], for subject: String) -> [FaultOrder] {
        counter.active(orders, for: subject)
    }

    private func ordered(by request: ServerRequest) throws(SandboxError) -> [FaultOrder] {
        var orders: [FaultOrder] = []
        for spec in request.header("X-Exhibit-Fault")?.split(separator: ",") ?? [] {
            orders.append(try FaultOrder(parsing: String(spec.drop { $0 == " " })))
        }
        return orders
    }
}
