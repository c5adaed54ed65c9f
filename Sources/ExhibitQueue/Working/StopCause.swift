package import ExhibitModel
import Synchronization

/// Why a task that is worked on is told to stop; the first cause stays.
package final class StopCause: Sendable {
    private let cause = Mutex<ErrorCode?>(nil)

    package init() {}

    /// Nil while it may go on.
    package var code: ErrorCode? {
        @inline(never) get { cause.withLock { $0 } }
    }

    @inline(never)
    package func set(_ code: ErrorCode) {
        cause.withLock { $0 = $0 ?? code }
    }
}
