import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// `queue cancel`: tasks that wait are cancelled at once, the workers of others are asked, and what that achieved is told.
struct QueueCancelling {
    let options: QueueCancelOptions
    let context: CommandContext
    let place: QueuePlace

    private static let pause = Duration.milliseconds(200)
    private static let waitLimit = 3600.0

    init(_ options: QueueCancelOptions, _ context: CommandContext) throws {
        self.options = options
        self.context = context
        place = try QueuePlace(options.queue, context)
        guard (0...Self.waitLimit).contains(options.waitSeconds) else {
            throw Report(.usageInvalid, "--wait-seconds is out of range", hint: "give 0 to 3600 seconds")
        }
    }

    func perform() async throws -> Answer {
        let target = try self.target()
        let done = try await QueueRecorder.write(place, context.environment) { try await $0.cancel(target) }
        try await wait(for: done.filter { $0.outcome == .asked }.map(\.task))
        let contents = try QueueContents(place, context.environment)
        let rows = Dictionary(try contents.rows().map { ($0.task, $0) }) { $1 }
        let views = try contents.views(done.compactMap { rows[$0.task] })
        return QueueCancelAnswer(done: done, tasks: views, isSingle: options.task != nil).answer
    }

    private func target() throws -> TaskTarget {
        let contents = try QueueContents(place, context.environment)
        switch (options.task, options.batch, options.all) {
        case (let task?, nil, false): return .task(try contents.task(task).task)
        case (nil, let batch?, false):
            guard let reader = contents.reader else { throw Report(.batchNotFound, "there is no batch \(batch)") }
            let row = try reader.batch(batch)
            guard row.scope == contents.scope else {
                throw Report(.batchNotFound, "the queue \(place.folder) has no batch \(batch)")
            }
            return .batch(row.batch)
        case (nil, nil, true):
            guard let scope = contents.scope else { throw Report(.ledgerMissing, ErrorCode.ledgerMissing.sentence) }
            return .scope(scope)
        default:
            throw Report(
                .usageInvalid,
                "name one task, or --batch ID, or --all",
                hint: "exhibit queue cancel Q7RM2C4D"
            )
        }
    }

    /// Until the tasks have ended, the time is over, or a signal comes: the wish stands whatever happens here.
    private func wait(for tasks: [String]) async throws {
        guard options.waits, !tasks.isEmpty else { return }
        context.signals.install()
        let end = ContinuousClock.now + .seconds(options.waitSeconds)
        while ContinuousClock.now < end, context.signals.code == nil {
            let reader = try Reader(place.home, context.environment)
            if try tasks.allSatisfy({ try !reader.task($0).state.isActive }) { return }
            try await Task.sleep(for: Self.pause)
        }
    }
}
