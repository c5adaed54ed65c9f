import ExhibitServing

/// Faults of the line, put on a reply that is otherwise finished.
enum ConnectionFaults {
    static func apply(_ orders: [FaultOrder], to reply: inout ServerReply) {
        for order in orders {
            let number = order.number ?? 0
            switch order.fault {
            case .slow: reply.delay = .milliseconds(number)
            case .drip: reply.fault = .slow(bytesPerTick: max(1, number), tick: .milliseconds(10))
            case .dropBeforeHeaders: reply.fault = .dropBeforeHeaders
            case .dropAfterHeaders: reply.fault = .dropAfterBytes(0)
            case .dropAfterBytes: reply.fault = .dropAfterBytes(number)
            case .wrongLength: reply.fault = .contentLength(reply.body.count + max(1, number))
            case .hugeHeader:
                let length = (order.number ?? 300) * 1024
                reply.headers.append(("x-huge", String(repeating: "h", count: length)))
            default: break
            }
        }
    }
}
