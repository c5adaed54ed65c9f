import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// `queue retry`: puts tasks that ended back in line; whoever works on the queue goes on with their runs.
struct QueueRetrying {
    let options: QueueRetryOptions
    let context: CommandContext
    let place: QueuePlace

    init(_ options: QueueRetryOptions, _ context: CommandContext) throws {
        self.options = options
        self.context = context
        place = try QueuePlace(options.queue, context)
    }

    func perform() async throws -> Answer {
        let contents = try QueueContents(place, context.environment)
        let rows = try wanted(contents)
        let retried = try rows.map { row in
            RetriedTask(
                row.task,
                keepsRun: try contents.reader.map { try TaskRetry.keepsRun(row, $0) } ?? true,
                consent: options.retriesUnknown
            )
        }
        let answers =
            retried.isEmpty
            ? [] : try await QueueRecorder.write(place, context.environment) { try await $0.retry(retried) }
        return answer(Array(zip(rows, answers)))
    }

    private func wanted(_ contents: QueueContents) throws -> [TaskRow] {
        guard options.tasks.isEmpty else {
            guard !options.failed, options.only == nil else {
                throw Report(.usageInvalid, "tasks were named, and --failed or --only", hint: "leave one of them out")
            }
            return try options.tasks.map(contents.task)
        }
        let failed: Set<TaskState> = options.failed ? [.failed, .timedOut] : []
        let states = failed.union(options.only?.states ?? [])
        guard !states.isEmpty else {
            throw Report(
                .usageInvalid,
                "nothing says which tasks",
                hint: "name them, or give --failed, or --only unknown"
            )
        }
        return try contents.rows(states)
    }

    private func answer(_ answers: [(row: TaskRow, answer: RetryAnswer)]) -> Answer {
        let tasks = answers.map { row, answer -> JSONValue in
            let (word, detail) = Self.words(answer)
            return [
                "task_id": .string(row.task), "task_key": row.key.map(JSONValue.string) ?? .null,
                "was": .string(row.state.rawValue), "answer": .string(word), "detail": .string(detail),
            ]
        }
        let queued = answers.count { $0.answer == .queued }
        let report = Self.report(answers)
        var answer = Answer(
            result: [
                "ok": .bool(report == nil), "state_dir": .string(place.folder), "retried": .int(queued),
                "count": .int(answers.count), "tasks": .array(tasks),
            ],
            report: report
        )
        answer.lines =
            answers.isEmpty
            ? ["no such tasks"]
            : answers.map { "\($0.row.task.suffix(8))  \(($0.row.name ?? "").padded(16))  \(Self.words($0.answer).1)" }
        answer.quietLines = answers.filter { $0.answer == .queued }.map(\.row.task)
        if queued > 0 { answer.next = [place.commandLine("work --until-empty")] }
        return answer
    }

    private static func words(_ answer: RetryAnswer) -> (String, String) {
        switch answer {
        case .queued: ("queued", "waits again")
        case .needsConsent: ("needs_consent", "may have been billed: only with --retry-unknown")
        case .notNow(let state): ("not_now", "is \(state.rawValue.replacing("_", with: " "))")
        case .duplicate(let other): ("duplicate", "task \(other.suffix(8)) has its key by now")
        }
    }

    /// What is left as it was is no success; what may have been billed weighs most.
    private static func report(_ answers: [(row: TaskRow, answer: RetryAnswer)]) -> Report? {
        let left = answers.filter { $0.answer != .queued }
        guard let first = left.first else { return nil }
        let needsConsent = left.contains { if case .needsConsent = $0.answer { true } else { false } }
        let sentence =
            "\(left.count) of \(answers.count) not put back: \(first.row.task.suffix(8)) \(words(first.answer).1)"
        guard needsConsent else { return Report(.taskNotRetryable, sentence) }
        return Report(
            .outcomeUnknown,
            sentence,
            hint: "exhibit runs reconcile first; --retry-unknown sends again, knowing that it may be billed twice",
            billed: .maybe
        )
    }
}
