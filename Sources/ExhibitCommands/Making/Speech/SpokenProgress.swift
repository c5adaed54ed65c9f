import ExhibitLedger
import ExhibitModel
import Synchronization

/// What came of the parts of a long speech so far.
///
/// No lock is inlined into the async function that speaks: there it could be left as if on the thread before a suspension.
final class SpokenProgress: Sendable {
    struct State {
        var made: [RunResult] = []
        var current: ULID
        var notes: [Note] = []
    }

    private let state: Mutex<State>

    init(_ first: ULID) {
        state = Mutex(State(current: first))
    }

    @inline(never)
    func begin(_ run: ULID) {
        state.withLock { $0.current = run }
    }

    @inline(never)
    func add(_ part: RunResult) {
        state.withLock { $0.made.append(part) }
    }

    @inline(never)
    func note(_ notes: [Note]) {
        state.withLock { $0.notes = notes }
    }

    var all: State {
        @inline(never) get { state.withLock { $0 } }
    }
}
