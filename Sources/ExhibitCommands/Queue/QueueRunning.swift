import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// `queue run`: submits tasks, and works on the queue until these have ended.
enum QueueRunning {
    static func perform(_ request: QueueRequest) async throws -> Answer {
        try request.confirm()
        let (place, context) = (request.place, request.context)
        let limits = request.bounds.limits
        let work = QueueWork(
            place: place,
            context: context,
            output: request.options.queue.output,
            limits: ClaimLimits(
                maxWorkers: limits.maxWorkers,
                providers: try ProviderBounds.load(
                    place.home,
                    sequential: request.items.compactMap(\.facts?.sequentialProvider)
                )
            ),
            taskTimeout: limits.taskTimeoutSeconds.map { .seconds($0) }
        )
        let submission = try await work.perform {
            try await request.submit($0)
        } stay: {
            .untilEnded(batch: $0.batch)
        }.submitted
        return try QueueSubmitting.answer(submission, place, context.environment, stop: context.signals.code)
    }
}
