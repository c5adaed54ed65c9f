package import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// The workers of one process on one scope: each takes a task, has it made, records how it ended, and takes the next.
///
/// Who may take what is decided in the ledger, so any number of processes may work on one scope. A worker never waits for
/// a provider that asked for time: the task goes back, and the next is taken.
package struct Crew: Sendable {
    let recorder: Recorder
    let plan: CrewPlan
    let runner: any TaskRunner
    /// Says that no further task is to begin, as after the first signal.
    let isTold: @Sendable () -> Bool
    let tell: @Sendable (CrewEvent) -> Void
    let bench = Bench()

    package init(
        recorder: Recorder,
        plan: CrewPlan,
        runner: any TaskRunner,
        isTold: @escaping @Sendable () -> Bool,
        tell: @escaping @Sendable (CrewEvent) -> Void
    ) {
        self.recorder = recorder
        self.plan = plan
        self.runner = runner
        self.isTold = isTold
        self.tell = tell
    }

    /// Works until the plan says to go home, or until told; what is in hand is finished first.
    ///
    /// - Throws: when the ledger itself fails, after what is in hand has ended; what could not be recorded is found by the
    ///   next start.
    package func work() async throws {
        try await takeOver()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await watch() }
            await withTaskGroup(of: Void.self) { workers in
                for number in 1...max(1, plan.workers) {
                    workers.addTask { await takeTasks(as: "worker-\(number)") }
                }
            }
            // The watch has nobody left to look after.
            group.cancelAll()
        }
        if let fault = await bench.fault { throw fault }
    }

    private func takeTasks(as worker: String) async {
        do {
            while try await mayGoOn() {
                switch try await recorder.claim(plan.scope, worker: worker, plan.limits) {
                case .task(let task): await carryOut(task)
                // A signal may come at any time, so a rest is short.
                case .wait, .none: try await Task.sleep(for: plan.pause)
                }
            }
        } catch {
            await bench.keep(error)
        }
    }

    private func mayGoOn() async throws -> Bool {
        if isTold() { return false }
        if await bench.fault != nil { return false }
        if plan.stopsAtFailure, await bench.hasFailed { return false }
        return switch plan.stay {
        case .untilTold: true
        case .untilEmpty: try await isAwaited(.scope(plan.scope))
        case .untilEnded(let batch): try await isAwaited(.batch(batch))
        }
    }

    /// Nobody waits for what does not stop.
    private func isAwaited(_ target: TaskTarget) async throws -> Bool {
        let counts = try await recorder.taskCounts(target)
        return counts.active > counts[.stuck]
    }

    /// Has the task made; returns when it has ended, or when it was given up as stuck.
    private func carryOut(_ task: ClaimedTask) async {
        tell(.began(task))
        let stop = StopCause()
        let (isOver, over) = AsyncStream<Never>.makeStream()
        let work = Task {
            let performed = await runner.perform(task, stop)
            await finish(task, performed)
            over.finish()
        }
        await bench.add(
            Bench.Job(task: task, began: .now, stop: stop, work: work, release: { over.finish() })
        )
        // It may have been over before it was put there.
        for await _ in isOver {}
        await bench.remove(task.lease)
    }

    private func finish(_ task: ClaimedTask, _ performed: PerformedTask) async {
        do {
            let state = try await leave(task, performed)
            if state != .completed, state != .queued { await bench.markFailed() }
            tell(.ended(task, state))
        } catch {
            // What cannot be recorded now is told by the run's own record at the next start.
            await bench.keep(error)
        }
    }

    private func leave(_ task: ClaimedTask, _ performed: PerformedTask) async throws -> TaskState {
        switch performed {
        case .ended(let end): return try await recorder.end(task.lease, end)
        case .parked(let parking):
            try await recorder.park(parking.provider, until: parking.until)
            return try await recorder.release(task.lease, .parked)
        case .released: return try await recorder.release(task.lease, .released)
        }
    }
}
