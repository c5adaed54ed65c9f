import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import ExhibitRun
import Synchronization

/// A long text spoken paragraph by paragraph: each part a run of its own, in order, then one file of them all.
struct SpokenParts {
    let request: MakeRequest
    /// Where the joined file goes.
    let whole: Delivery

    /// What came of the parts so far.
    private struct Progress {
        var made: [RunResult] = []
        var current: ULID
        var notes: [Note] = []
    }

    /// Stops at the first part that cannot be used; what was made until then is kept, delivered and said.
    func perform() async throws -> Answer {
        let plans = request.plans
        let progress = Mutex(Progress(current: plans[0].run))
        let isWanted = self.isWanted
        let result = try await request.session.perform { [whole] run in
            for plan in plans {
                progress.withLock { $0.current = plan.run }
                try await run.perform(plan)
                guard let part = try await run.result(plan.run) else { return }
                progress.withLock { $0.made.append(part) }
                guard isWanted(part) else { return }
            }
            let notes = try await run.joinSpeech(of: plans.map(\.run), into: whole)
            progress.withLock { $0.notes = notes }
        } resulting: {
            progress.withLock { $0.current.description }
        }
        let (made, notes) = progress.withLock { ($0.made, $0.notes) }
        return answer(result, made, notes)
    }

    /// A part that a reviewer has yet to see does not keep the next from being made; one that was rejected does.
    private var isWanted: @Sendable (RunResult) -> Bool {
        { $0.replay.state == .succeeded && $0.outcome.report?.code != .policyRejected }
    }

    private func answer(_ last: RunResult, _ made: [RunResult], _ notes: [Note]) -> Answer {
        let count = request.plans.count
        var answer = MakeAnswer.of(last, request.options.delivery, request.context.environment)
        var object = last.object
        object["parts"] = .array(made.map { .object(Self.summary($0)) })
        let all =
            (object["notes"]?.array ?? []) + notes.map { ["code": .string($0.code), "message": .string($0.message)] }
        object["notes"] = .array(all)
        answer.result = .object(object)
        answer.lines =
            made.enumerated().map { "part      \($0 + 1) of \(count)  \($1.firstPath ?? $1.replay.run)" }
            + notes.map { "note      \($0.message)" } + answer.lines
        if var report = made.compactMap(\.outcome.report).first ?? last.outcome.report {
            let kept = made.count { $0.replay.state == .succeeded }
            if kept > 0, made.count < count || !isWanted(last) {
                report = Report(
                    report.code,
                    "\(report.message); \(kept) of \(count) parts were made, and are kept",
                    hint: report.hint,
                    billed: report.billed,
                    next: report.next
                )
            }
            answer.report = report
            answer.quietLines = []
        }
        return answer
    }

    private static func summary(_ part: RunResult) -> JSONObject {
        var summary: JSONObject = [:]
        for key in ["run_id", "task_name", "state", "output", "bytes", "cost"] { summary[key] = part.object[key] }
        return summary
    }
}
