import ExhibitLedger
import ExhibitModel

/// What one process does beside working: signs of life, wishes to cancel, time limits, tasks of workers that are gone.
extension Crew {
    func watch() async throws {
        var lastBeat = ContinuousClock.now
        var isDraining = false
        while !Task.isCancelled {
            do { try await Task.sleep(for: plan.pause) } catch { return }
            try await obeyWishes()
            if let timeout = plan.taskTimeout { await bench.stopOverdue(timeout) }
            try await giveUpStuck()
            if isTold(), !isDraining {
                isDraining = true
                tell(.draining(await bench.count))
            }
            if ContinuousClock.now - lastBeat >= plan.beat {
                lastBeat = .now
                try await recorder.beat(await bench.leases)
                try await takeOver()
            }
        }
    }

    private func obeyWishes() async throws {
        let leases = await bench.leases
        guard !leases.isEmpty else { return }
        for lease in try await recorder.wishes(leases) { await bench.stop(lease, .taskCancelled) }
    }

    private func giveUpStuck() async throws {
        for task in await bench.giveUp(after: plan.grace) {
            _ = try await recorder.markStuck(task.lease)
            await bench.markFailed()
            tell(.stuck(task))
        }
    }

    func takeOver() async throws {
        for task in try await recorder.takeOver() { tell(.tookOver(task)) }
    }
}
