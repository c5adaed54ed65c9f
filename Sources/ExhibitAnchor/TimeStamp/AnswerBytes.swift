import ExhibitTransport
import Synchronization

/// Keeps a small answer in memory; the transfer's own limit bounds it.
final class AnswerBytes: Sendable {
    private let collected = Mutex<[UInt8]>([])

    var bytes: [UInt8] { collected.withLock { $0 } }

    var sink: BodySink {
        BodySink { chunk in
            self.collected.withLock { $0 += chunk }
            return true
        }
    }
}
