import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// What one process does beside working: signs of life, wishes to cancel, time limits, tasks of workers that are gone.
extension Crew {
    func watch() async {
        var lastBeat = ContinuousClock.now
        var isDraining = false
        while !Task.isCancelled {
            do { try await Task.sleep(for: plan.pause) } catch { return }
            if isTold(), !isDraining {
                isDraining = true
                tell(.draining(await bench.count))
            }
            await bench.stopOverdue(plan.taskTimeout)
            let isBeat = ContinuousClock.now - lastBeat >= plan.beat
            if isBeat { lastBeat = .now }
            do {
                try await lookAfter(isBeat: isBeat)
            } catch {
                // Time limits hold on; nothing new is begun.
                await bench.keep(error)
            }
        }
    }

    private func lookAfter(isBeat: Bool) async throws {
        try await obeyWishes()
        try await giveUpStuck()
        guard isBeat else { return }
        try await recorder.beat(await bench.leases)
        try await takeOver()
    }

    private func obeyWishes() async throws {
        let leases = await bench.leases
        guard !leases.isEmpty else { return }
        for lease in try await recorder.wishes(leases) { await bench.stop(lease, .taskCancelled) }
    }

    private func giveUpStuck() async throws {
        for task in await bench.giveUp(after: plan.grace) {
            do {
                // It may have ended at the last moment.
                guard try await recorder.markStuck(task.lease) == .stuck else { continue }
                await bench.markFailed()
                tell(.stuck(task))
            } catch {
                // The others are off the bench, too, and have to be told of.
                await bench.keep(error)
            }
        }
    }

    func takeOver() async throws {
        for task in try await recorder.takeOver() { tell(.tookOver(task)) }
    }
}
