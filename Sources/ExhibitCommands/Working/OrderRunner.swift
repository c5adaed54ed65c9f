import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitQueue
import ExhibitRecord
import ExhibitRun

/// Makes what a task's command line asks for, under the run id that its claim gives; a run that was begun before goes on.
struct OrderRunner: TaskRunner {
    let work: WorkSession
    let home: Home

    private var context: CommandContext { work.context }

    /// A wait that a worker sits out; a longer one parks the provider, and the worker takes another task.
    private static let patience = Duration.seconds(1)

    func perform(_ task: ClaimedTask, _ stop: StopCause) async -> PerformedTask {
        do {
            guard let order = try task.order.flatMap({ try TaskOrder(reading: Array($0.utf8)) }) else {
                return .ended(TaskEnding.before(Report(.runNotResumable, "the task's order was erased"), stop))
            }
            if task.runState == nil { try await begin(order, task, stop) } else { try await goOn(order, task, stop) }
            guard let result = try await work.recorder.result(task.run) else {
                throw Report(.runNotFound, "the run is not in the ledger")
            }
            return TaskEnding.of(result, stop)
        } catch is Unbegun {
            return .released
        } catch {
            return await ended(task, error, stop)
        }
    }

    /// Plans the run and makes it.
    private func begin(_ order: TaskOrder, _ task: ClaimedTask, _ stop: StopCause) async throws {
        var request = try await TaskRequest(order, home: home.path, context, run: ULID(task.run))
        try request.checkPlaces()
        let turn = try await turn(request.resolved.sequentialID(request.plan.intent))
        defer { turn?.release() }
        request.plan.retry.parkAbove = Self.patience
        request.plan.order = task.submitted
        try await request.perform(on: run(request.resolved, order, stop))
    }

    /// Goes on with a run that waited, that a worker left behind, or that a person wants tried again.
    private func goOn(_ order: TaskOrder, _ task: ClaimedTask, _ stop: StopCause) async throws {
        let sending = try TaskLine.sending(order)
        let resumed = try resumed(order, task, sending)
        let turn = try await turn(resumed.resolved.sequentialID(resumed.plan.intent))
        defer { turn?.release() }
        try await run(resumed.resolved, order, stop).resume(
            resumed.plan,
            retryUnknown: task.mayResend || sending.retryUnknown,
            holdsTask: true
        )
    }

    private func resumed(_ order: TaskOrder, _ task: ClaimedTask, _ sending: SendingOptions) throws -> ResumedRun {
        let reader = try Reader(home, context.environment)
        var resumed = try ResumedRun(
            task.run,
            reader,
            retriesUnknown: task.mayResend || sending.retryUnknown,
            config: try TaskLine.config(order),
            order.folder.map(context.moved(to:)) ?? context
        )
        // The attempts that were promised are those of all claims together; whoever tries again promises anew.
        let made = task.runState == .retryWait ? resumed.replay.attempts.count : 0
        resumed.plan.retry = try sending.retry(madeBefore: made)
        resumed.plan.retry.parkAbove = Self.patience
        let dialect = resumed.resolved.dialect
        resumed.plan.polling = try sending.polling(dialect.pace(resumed.plan.intent))
        return resumed
    }

    private func run(_ resolved: ResolvedProvider, _ order: TaskOrder, _ stop: StopCause) -> Run {
        work.run(resolved.secrets, order.folder.map(context.environment.moved(to:)) ?? context.environment) {
            stop.code
        }
    }

    private struct Unbegun: Error {}

    /// Waits for a provider that takes one request at a time, in all processes of the home.
    ///
    /// - Throws: `Unbegun` when nothing is to be begun any more.
    private func turn(_ provider: String?) async throws -> ProviderLock? {
        guard let provider else { return nil }
        while true {
            if let lock = try ProviderLock.tryTake(provider, in: home) { return lock }
            guard context.signals.code == nil else { throw Unbegun() }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// How a task ends whose run was not performed to its end; what the record says of the run goes first.
    private func ended(_ task: ClaimedTask, _ error: any Error, _ stop: StopCause) async -> PerformedTask {
        let report = Reporting.report(error)
        // When the record cannot be read either, the ledger decides from the run when it can be written again.
        if let result = try? await work.recorder.result(task.run), result.replay.state.isEnded {
            return .ended(TaskEnding.refused(report, result, stop))
        }
        let mayBeBilled = await work.recorder.hasAnnounced(task.run)
        return .ended(TaskEnding.before(report, stop, mayBeBilled: mayBeBilled || task.runState != nil))
    }
}
