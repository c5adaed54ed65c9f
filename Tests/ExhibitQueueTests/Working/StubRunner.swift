import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import Synchronization

@testable import ExhibitQueue

/// Makes nothing: records each task's run up to the state that its name stands for, and says so.
struct StubRunner: TaskRunner {
    /// What becomes of a task.
    enum Deed: Sendable {
        case end(RunState, TaskState)
        /// Waits until it is told to stop, then ends as told.
        case waitToBeStopped(RunState, TaskState)
        /// Does not stop when it is told to, but when the gate opens.
        case ignore(Gate)
        case park(Duration)
        case release
    }

    let recorder: Recorder
    let environment: Environment
    let log = StubLog()
    /// By name and number of the claim; what is not named succeeds.
    let deed: @Sendable (String, Int) -> Deed

    func perform(_ task: ClaimedTask, _ stop: StopCause) async -> PerformedTask {
        log.begin(task.name ?? "")
        defer { log.end() }
        do {
            switch deed(task.name ?? "", task.claims) {
            case .end(let run, let state):
                try await recorder.run(task, to: run)
                return .ended(TaskEnd(state))
            case .waitToBeStopped(let run, let state):
                try? await Task.sleep(for: .seconds(60))  // cancelled by the crew
                try await recorder.run(task, to: run)
                return .ended(TaskEnd(state, reason: stop.code == .taskTimedOut ? .deadline : .user))
            case .ignore(let gate):
                await gate.wait()
                try await recorder.run(task, to: .succeeded)
                return .ended(TaskEnd(.completed))
            case .park(let duration):
                try await recorder.run(task, to: .retryWait)
                let until = environment.now().adding(milliseconds: Int64(duration / .milliseconds(1)))
                return .parked(Parking(provider: "happy", until: until))
            case .release: return .released
            }
        } catch {
            return .ended(TaskEnd(.failed, note: "\(error)"))
        }
    }
}

/// Which tasks were begun, and how many at once.
final class StubLog: Sendable {
    private struct State {
        var begun: [String] = []
        var now = 0
        var most = 0
    }

    private let state = Mutex(State())

    @inline(never)
    func begin(_ name: String) {
        state.withLock { state in
            state.begun.append(name)
            state.now += 1
            state.most = max(state.most, state.now)
        }
    }

    @inline(never)
    func end() { state.withLock { $0.now -= 1 } }

    var begun: [String] { @inline(never) get { state.withLock { $0.begun } } }
    var most: Int { @inline(never) get { state.withLock { $0.most } } }
}

/// Closed until it is opened, for everybody who waits.
final class Gate: Sendable {
    private let (stream, continuation) = AsyncStream<Never>.makeStream()

    func open() { continuation.finish() }

    /// Cancellation does not end the wait.
    func wait() async {
        let stream = stream
        await Task { for await _ in stream {} }.value
    }
}
