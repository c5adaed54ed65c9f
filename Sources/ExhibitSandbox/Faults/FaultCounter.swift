import Synchronization

/// How often each limited fault has struck, per prompt or path.
final class FaultCounter: Sendable {
    private struct Key: Hashable {
        let spec: String
        let subject: String
    }

    private let struck = Mutex<[Key: Int]>([:])

    /// The orders that hold for this request; those with a limit are counted.
    ///
    /// Of the faults that take the picture's place only the first counts, so that `429x1` and `500x1` in one prompt
    /// come one after the other.
    func active(_ orders: [FaultOrder], for subject: String) -> [FaultOrder] {
        struck.withLock { struck in
            var active: [FaultOrder] = []
            for order in orders {
                if order.fault.replacesReply, active.contains(where: { $0.fault.replacesReply }) { continue }
                guard let limit = order.limit else {
                    active.append(order)
                    continue
                }
                let key = Key(spec: order.spec, subject: subject)
                guard struck[key, default: 0] < limit else { continue }
                struck[key, default: 0] += 1
                active.append(order)
            }
            return active
        }
    }
}
