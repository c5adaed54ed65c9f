import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// The end of a run: its log, its last state, its verdicts.
extension Run {
    /// Records the end, together with `pending`, and judges what has ended with something to judge.
    ///
    /// One transaction: no crash can leave what came without how it ended.
    func finish(
        _ course: inout Course,
        _ fault: Fault?,
        after pending: Append = Append([]),
        extra: JSONObject = [:]
    ) async throws {
        let fault = course.bills ? fault : fault?.unbilled
        let from = try await state(after: pending.drafts, of: course)
        let to = fault?.state ?? .succeeded
        var append = pending
        log(course, &append)
        if from != to {
            var body: JSONObject = [
                "from": .string(from.rawValue), "to": .string(to.rawValue), "event": .string(to.rawValue),
            ]
            body["error"] = fault.map { .object($0.object) }
            for key in extra.keys { body[key] = extra[key] }
            let notes = course.notes.prefix(16).map {
                JSONValue.object(["code": .string($0.code), "message": .string($0.message)])
            }
            if !notes.isEmpty { body["notes"] = .array(notes) }
            append.drafts.append(course.draft(.runState, body))
        }
        if to == .succeeded || to == .failed {
            try await Judge(recorder: recorder).judge(course.run, by: course.plan.policies, in: &append)
        }
        try await recorder.append(append)
        let mayGoOn = fault.map { $0.code.leavesAnswer || $0.code.retryable } ?? false
        if to == .succeeded || to == .cancelled || (to == .failed && !mayGoOn) {
            try await recorder.forgetSealed(course.run)
        }
    }

    /// Adds what the run has said so far.
    func log(_ course: Course, _ append: inout Append) {
        let log = StagedBlob(course.log.bytes, media: "text/plain")
        append.blobs.append(log)
        append.drafts.append(
            course.draft(
                .runLog,
                ["stream": "run", "lines": .int(course.log.lines.count), "blob": .string(log.sha256.hex)]
            )
        )
    }

    private func state(after drafts: [EntryDraft], of course: Course) async throws -> RunState {
        var state = try await recorder.replay(course.run)?.state
        for draft in drafts where draft.run == course.run {
            let entry = Entry(seq: 0, at: environment.now(), session: nil, draft)
            let next = state.map { $0.after(entry) } ?? RunState.initial(entry)
            guard let next else {
                throw RecordError.illegalTransition(
                    run: course.run,
                    from: state?.rawValue ?? "absent",
                    entry: draft.type.rawValue
                )
            }
            state = next
        }
        guard let state else { throw Report(.runNotFound, "there is no run \(course.run)") }
        return state
    }
}
