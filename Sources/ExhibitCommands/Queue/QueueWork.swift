import ExhibitConfiguration
import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// One process's work on a queue: its workers, what is shown of them, and the state directory that follows.
struct QueueWork {
    let place: QueuePlace
    let context: CommandContext
    let output: OutputOptions
    let limits: ClaimLimits
    /// Of tasks whose submission names none.
    let taskTimeout: Duration?

    /// Opens the ledger, has `submitting` put its tasks there, and works as `stay` says.
    func perform<Submitted: Sendable>(
        submitting: (Recorder) async throws -> Submitted,
        stay: (Submitted) -> CrewPlan.Stay
    ) async throws -> (submitted: Submitted, ended: Set<String>) {
        let screen = WorkScreen(output, workers: limits.maxWorkers, context)
        let work = try await WorkSession(place.home, output, context, tell: screen.tell)
        do {
            let submitted = try await submitting(work.recorder)
            let rendering = QueueRendering(place, context.environment)
            try? await rendering.render()
            try await work.anchor()
            let ended = try await carryOut(work, screen, rendering, stay(submitted))
            // Workers that were told to stop have finished what ran.
            try? await work.anchor()
            await work.close()
            try? await rendering.render()
            return (submitted, ended)
        } catch let refusal as Report {
            await work.close()
            throw refusal
        }
    }

    /// Has tasks made by a crew, and shows how that goes on; the tasks that ended here are returned.
    private func carryOut(
        _ work: WorkSession,
        _ screen: WorkScreen,
        _ rendering: QueueRendering,
        _ stay: CrewPlan.Stay
    ) async throws -> Set<String> {
        let (events, tell) = AsyncStream.makeStream(of: CrewEvent.self)
        let signals = context.signals
        let scope = place.scope(work.recorder.keys)
        try show(screen)
        try await sayIfPaused(screen)
        let crew = Crew(
            recorder: work.recorder,
            plan: CrewPlan(
                scope: scope,
                limits: limits,
                workers: limits.maxWorkers,
                stay: stay,
                taskTimeout: taskTimeout
            ),
            runner: OrderRunner(work: work, home: place.home),
            isTold: { signals.code != nil },
            tell: { tell.yield($0) }
        )
        let drawing = Task { await screen.draw() }
        let following = Task { await rendering.follow() }
        let listening = Task {
            var ended: Set<String> = []
            for await event in events {
                if case .began = event { try? show(screen) }
                if let task = Self.ended(event) { ended.insert(task) }
                if let line = event.line { screen.say(line) }
                await rendering.touch()
            }
            return ended
        }
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await crew.work()) } catch { outcome = .failure(error) }
        tell.finish()
        let ended = await listening.value
        for task in [drawing, following] {
            task.cancel()
            await task.value
        }
        try outcome.get()
        return ended
    }

    /// The task that has ended for good, here or by taking it over.
    private static func ended(_ event: CrewEvent) -> String? {
        switch event {
        case .ended(let task, let state): state.isActive ? nil : task.task
        case .tookOver(let task): task.state.isActive ? nil : task.task
        case .stuck(let task): task.task
        case .began, .draining: nil
        }
    }

    /// Tasks that another process submits are shown once one of ours begins.
    private func show(_ screen: WorkScreen) throws {
        let contents = try QueueContents(place, context.environment)
        let active = Set(TaskState.allCases.filter(\.isActive))
        for task in try contents.views(contents.rows(active)) { screen.add(task) }
    }

    private func sayIfPaused(_ screen: WorkScreen) async throws {
        guard try QueueContents(place, context.environment).view().isPaused else { return }
        screen.say("note: the queue is paused; exhibit queue resume lets it go on")
    }
}
