import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import ExhibitRun

/// A long text spoken paragraph by paragraph: each part a run of its own, in order, then one file of them all.
struct SpokenParts {
    let request: MakeRequest
    /// Where the joined file goes.
    let whole: Delivery

    /// Stops at the first part that cannot be used; what was made until then is kept, delivered and said.
    func perform() async throws -> Answer {
        let plans = request.plans
        let progress = SpokenProgress(plans[0].run)
        let isWanted = self.isWanted
        let result = try await request.session.perform { [whole] run in
            for plan in plans {
                progress.begin(plan.run)
                try await run.perform(plan)
                guard let part = try await run.result(plan.run) else { return }
                progress.add(part)
                guard isWanted(part) else { return }
            }
            let notes = try await run.joinSpeech(of: plans.map(\.run), into: whole)
            progress.note(notes)
        } resulting: {
            progress.all.current.description
        }
        let all = progress.all
        return answer(result, all.made, all.notes)
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
