import CCurl

/// The transfer thread's whole life: messages in, curl forward, ended transfers out.
final class TransferThread {
    private let loop: TransferLoop
    private let multi = MultiHandle()
    private var transfers: [UInt64: Transfer] = [:]

    private static let idle: Int32 = 60_000

    init(_ loop: TransferLoop) {
        self.loop = loop
    }

    func run() {
        while handleMessages() {
            multi.perform()
            finishEnded()
            finishLate()
            multi.wait(for: loop.doorbell.descriptor, milliseconds: pause)
        }
        for transfer in transfers.values { finish(transfer, .cancelled) }
    }

    /// False when the thread shall end.
    private func handleMessages() -> Bool {
        for message in loop.takeMessages() {
            switch message {
            case .start(let order): start(order)
            case .cancel(let id): transfers[id].map { finish($0, .cancelled) }
            case .stop: return false
            }
        }
        return true
    }

    private func start(_ order: TransferOrder) {
        do throws(TransportFailure) {
            let transfer = try Transfer(order)
            transfers[order.id] = transfer
            multi.add(transfer.handle)
        } catch {
            order.deliver(.failure(error))
        }
    }

    private func finishEnded() {
        while let ended = multi.nextEnded() {
            guard let transfer = transfers.values.first(where: { unsafe $0.handle.pointer == ended.handle }) else {
                continue
            }
            finish(transfer, .curl(ended.code))
        }
    }

    /// Ends those whose status line is overdue; curl itself knows only the limit of the whole.
    private func finishLate() {
        let now = ContinuousClock.now
        for transfer in transfers.values where transfer.firstByteDeadline.map({ $0 <= now }) == true {
            finish(transfer, .firstByteOverdue)
        }
    }

    private var pause: Int32 {
        guard let next = transfers.values.compactMap(\.firstByteDeadline).min() else { return Self.idle }
        let left = ContinuousClock.now.duration(to: next).wholeMilliseconds
        return Int32(max(0, min(Int(Self.idle), left + 1)))
    }

    /// Facts are read while the connection still has them; the answer goes out once it is closed or given back.
    private func finish(_ transfer: Transfer, _ end: Transfer.End) {
        let result = transfer.conclude(end)
        multi.remove(transfer.handle)
        transfers[transfer.order.id] = nil
        transfer.order.deliver(result)
    }
}

extension Duration {
    /// Rounded down; what does not fit is the largest number.
    var wholeMilliseconds: Int {
        let parts = components
        let (whole, overflow) = Int(parts.seconds).multipliedReportingOverflow(by: 1000)
        return overflow ? .max : whole + Int(parts.attoseconds / 1_000_000_000_000_000)
    }
}
