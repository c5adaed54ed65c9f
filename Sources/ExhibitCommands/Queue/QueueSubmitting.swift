import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// `queue submit`: puts tasks into the queue; whoever works on it makes them.
enum QueueSubmitting {
    static func perform(_ request: QueueRequest) async throws -> Answer {
        try request.confirm()
        let environment = request.context.environment
        let submission = try await QueueRecorder.write(request.place, environment) { recorder in
            try await request.submit(recorder)
        }
        return try answer(submission, request.place, environment, isSubmission: true)
    }

    /// What became of a submission, in its own order.
    static func answer(
        _ submission: QueueSubmission,
        _ place: QueuePlace,
        _ environment: Environment,
        isSubmission: Bool = false,
        stop: ErrorCode? = nil
    ) throws -> Answer {
        let contents = try QueueContents(place, environment)
        let rows = Dictionary(try contents.rows().map { ($0.task, $0) }) { $1 }
        return QueueAnswer(
            place: place,
            view: try contents.view(),
            tasks: try contents.views(submission.tasks.compactMap { rows[$0] }),
            batch: submission.batch,
            notes: submission.notes,
            stop: stop,
            isSubmission: isSubmission
        ).answer
    }
}
