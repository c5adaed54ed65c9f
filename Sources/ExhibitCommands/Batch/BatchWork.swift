import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// The work on one batch: submit it or go on with it, have it made, close it, tell.
struct BatchWork {
    let request: BatchRequest

    private var options: BatchOptions { request.options }
    private var context: CommandContext { request.context }

    func perform() async throws -> Answer {
        let workers = request.bounds?.limits.maxWorkers ?? WorkBounds.workerCap
        let screen = WorkScreen(options.output, workers: workers, context)
        let work = try await WorkSession(request.home, options.output, context, tell: screen.tell)
        do {
            let answer = try await perform(work, screen)
            await work.close()
            return answer
        } catch let refusal as Report {
            await work.close()
            throw refusal
        }
    }

    private func perform(_ work: WorkSession, _ screen: WorkScreen) async throws -> Answer {
        try checkPlaces()
        let batch = try await open(work.recorder)
        let rendering = BatchRendering(
            batch,
            home: request.home,
            jobLog: options.jobLog.map(context.environment.absolute),
            context.environment
        )
        for task in try await rendering.render().tasks { screen.add(task) }
        if let note = batch.change?.note { screen.say("note: \(note.message)") }
        // The orders stand in the ledger: one date at each end holds for all of the batch's runs.
        try await work.anchor()
        try await carryOut(batch, work, screen, rendering)
        try await end(batch, work.recorder)
        if context.signals.code == nil { try? await work.anchor() }
        let (view, tasks) = try await rendered(rendering, screen)
        let answer = BatchAnswer(batch: batch, view: view, tasks: tasks, stop: context.signals.code)
        if let path = options.summaryOut { try answer.write(to: context.environment.absolute(path)) }
        return answer.answer
    }

    /// A log or a summary that cannot be written is told before anything is paid for.
    private func checkPlaces() throws {
        for path in [options.jobLog, options.summaryOut].compactMap(\.self).map(context.environment.absolute) {
            let folder = RegularFile.folder(of: path)
            do throws(FileFault) {
                try RegularFile.makeFolder(folder)
            } catch {
                throw Report(.outputUnwritable, "\(folder): \(error.reason); nothing was sent")
            }
            guard RegularFile.isWritableFolder(folder), RegularFile.facts(path)?.isFolder != true else {
                throw Report(.outputUnwritable, "\(path) cannot be written; nothing was sent")
            }
        }
    }

    /// How everything stands, written where it can be: a full disk must not hide what came of it.
    private func rendered(
        _ rendering: BatchRendering,
        _ screen: WorkScreen
    ) async throws -> (batch: BatchView, tasks: [TaskView]) {
        do {
            return try await rendering.render()
        } catch {
            screen.say("note: the batch's files could not be written: \(Reporting.report(error).message)")
            return try await rendering.load()
        }
    }

    private func open(_ recorder: Recorder) async throws -> OpenBatch {
        let environment = context.environment
        if options.goesOn, request.home.hasLedger {
            let reader = try Reader(request.home, environment)
            let lookup = BatchLookup(reader)
            let found = try options.batch.map(lookup.find) ?? request.manifest.flatMap(lookup.newest)
            if let found {
                _ = try await recorder.takeOver()
                let again = BatchResumption(
                    recorder: recorder,
                    reader: reader,
                    options: options,
                    bounds: request.bounds,
                    environment: environment
                )
                guard let manifest = request.manifest else { return try await again.open(found) }
                return try await again.open(found, manifest, request.items)
            }
        }
        guard let manifest = request.manifest, let bounds = request.bounds else {
            throw Report(.batchNotFound, "there is no batch \(options.batch ?? "")")
        }
        return try await BatchSubmission.open(manifest, request.items, bounds, options, recorder, environment)
    }

    /// Has the tasks made by a crew, and shows how that goes on.
    private func carryOut(
        _ batch: OpenBatch,
        _ work: WorkSession,
        _ screen: WorkScreen,
        _ rendering: BatchRendering
    ) async throws {
        let (events, tell) = AsyncStream.makeStream(of: CrewEvent.self)
        let signals = context.signals
        let crew = Crew(
            recorder: work.recorder,
            plan: try plan(batch),
            runner: OrderRunner(work: work, home: request.home),
            isTold: { signals.code != nil },
            tell: { tell.yield($0) }
        )
        let drawing = Task { await screen.draw() }
        let following = Task {
            for await event in events {
                if let line = event.line { screen.say(line) }
                if event.changesFiles { await rendering.touch() }
            }
        }
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await crew.work()) } catch { outcome = .failure(error) }
        tell.finish()
        await following.value
        drawing.cancel()
        await drawing.value
        do { try outcome.get() } catch { throw told(error, batch, screen) }
    }

    /// The error of a record that failed; once a request was announced, nobody is told that it was not billed.
    private func told(_ error: any Error, _ batch: OpenBatch, _ screen: WorkScreen) -> any Error {
        let report = Reporting.report(error)
        guard report.billed == .no, screen.board.tasks.contains(where: { $0.attempt != nil }) else { return error }
        let again = "exhibit batch --batch \(batch.id.suffix(8)) --resume"
        return Report(
            .outcomeUnknown,
            "\(report.message); requests were under way, and their answers may not be recorded",
            hint: "make room, then \(again)",
            billed: .maybe,
            next: [again]
        )
    }

    private func plan(_ batch: OpenBatch) throws -> CrewPlan {
        // Without a manifest no request is known: what takes one at a time then waits for its turn as a run.
        let providers = try ProviderBounds.load(
            request.home,
            sequential: request.items.compactMap(\.facts?.sequentialProvider)
        )
        return CrewPlan(
            scope: TaskScope(text: "batch:\(batch.id)"),
            limits: ClaimLimits(maxWorkers: batch.limits.maxWorkers, providers: providers),
            workers: batch.limits.maxWorkers,
            stay: .untilEnded(batch: batch.id),
            stopsAtFailure: !batch.limits.continueOnError,
            taskTimeout: batch.limits.taskTimeoutSeconds.map { .seconds($0) }
        )
    }

    /// Leaves out what a failure kept from beginning, and closes the batch; one that a signal stopped stays as it is, to be
    /// gone on with.
    private func end(_ batch: OpenBatch, _ recorder: Recorder) async throws {
        guard context.signals.code == nil else { return }
        _ = try await recorder.skipWaiting(batch.target, .stopped)
        _ = try await recorder.closeBatch(batch.id)
    }
}
