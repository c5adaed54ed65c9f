import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// Going on with a run that stopped, by a person's command.
extension Run {
    /// Goes on where the run stopped; with `retryUnknown` the caller accepts a second bill.
    ///
    /// `holdsTask` says that the caller has the lease of the run's task, so that nobody else can be working on the run:
    /// the process that left it may well be alive, and busy with other tasks.
    ///
    /// - Throws: `run.not_resumable`, and `outcome.unknown` when that word is missing.
    package func resume(_ plan: RunPlan, retryUnknown: Bool, holdsTask: Bool = false) async throws {
        guard let replay = try await recorder.replay(plan.run.description) else {
            throw Report(.runNotFound, "there is no run \(plan.run)")
        }
        if !holdsTask { try await refuseWhileWorkedOn(replay) }
        let plan = try await opened(plan, replay)
        let state = replay.state
        let code = replay.fault?["code"]?.string.flatMap(ErrorCode.init(rawValue:))
        switch state {
        case .succeeded where replay.verdicts.isEmpty: try await judgeLate(plan, replay)
        case .succeeded, .cancelled: throw Report(.runNotResumable, "the run has \(state.rawValue)")
        case .failed where code?.leavesAnswer == true && replay.hasResult:
            try await takeAgain(plan, replay, from: .failed)
        case .receiving: try await takeAgain(plan, replay, from: .receiving)
        case .recorded: try await finishLate(plan, replay)
        case .failed where code?.retryable != true && code != .providerFailed:
            throw Report(.runNotResumable, "the run failed for good: \(code?.rawValue ?? "unknown")")
        case .failed where replay.awaitsJob: try await followAgain(plan, replay)
        case .unknownOutcome where !replay.jobReports.isEmpty && !retryUnknown:
            throw Report(
                .outcomeUnknown,
                "the job was left while it was going on; it was not sent again",
                hint: "exhibit runs reconcile \(replay.run.suffix(8)) asks the provider for it",
                billed: .maybe
            )
        case .unknownOutcome where !retryUnknown && plan.intent.mode.bills:
            throw Report(
                .outcomeUnknown,
                "nothing tells whether the request was carried out; it was not sent again",
                hint: "exhibit runs reconcile \(replay.run.suffix(8)) first, or add --retry-unknown",
                billed: .maybe
            )
        case .failed, .retryWait, .interrupted, .unknownOutcome: try await sendAgain(plan, replay)
        case .waiting, .polling, .timedOut: try await followAgain(plan, replay)
        case .planned, .submitting:
            throw Report(.runNotResumable, "the run is \(state.rawValue): another process may be working on it")
        }
    }

    /// A process that waits between two attempts looks like one that is gone, but for its lock.
    func refuseWhileWorkedOn(_ replay: RunReplay) async throws {
        guard try await !recorder.isWorkedOn(replay.run) else {
            throw Report(
                .runNotResumable,
                "another process is working on the run",
                hint: "wait for it, or end it; then exhibit runs show \(replay.run.suffix(8))"
            )
        }
        guard let task = try await recorder.activeTask(of: replay.run) else { return }
        throw Report(
            .runNotResumable,
            "the run's task waits in the queue, and a worker goes on with it",
            hint: "exhibit queue work, or exhibit queue cancel \(task.suffix(8)) first"
        )
    }

    private func sendAgain(_ plan: RunPlan, _ replay: RunReplay) async throws {
        var course = try await prepare(plan)
        course.billed = replay.attempts.compactMap { Billed(rawValue: $0.billed) }.max() ?? .no
        course.log.add("resumed from \(replay.state.rawValue)", at: environment.now())
        let resumed = resumed(course, from: replay.state, to: .submitting)
        try await send(&course, from: (replay.attempts.last?.number ?? 0) + 1, announcing: Append([resumed]))
        try await settle(course)
    }

    func resumed(_ course: Course, from: RunState, to: RunState) -> EntryDraft {
        course.draft(
            .runState,
            ["from": .string(from.rawValue), "to": .string(to.rawValue), "event": "resumed"]
        )
    }

    /// The answer is in the record: what is left is fetching, measuring and delivering.
    private func takeAgain(_ plan: RunPlan, _ replay: RunReplay, from state: RunState) async throws {
        var course = try await prepare(plan)
        course.step = replay.lastAttempt?.lastStep ?? 1
        guard let answer = try await StoredAnswer.read(replay, course, recorder) else {
            throw Report(.runNotResumable, "the answer of the run is not in the store any more")
        }
        try await recorder.append(Append([resumed(course, from: state, to: .receiving)]))
        course.log.add("resumed from \(state.rawValue): the recorded answer is taken again", at: environment.now())
        let name = course.attemptName(answer.number)
        defer { recorder.store.removeTemporary(name) }
        try await take(answer, &course, ProviderWords(redactor: redactor, prompts: course.prompts))
        try await settle(course)
    }

    /// The outputs are in the record, but not how the run ended: an older exhibit wrote the two apart.
    private func finishLate(_ plan: RunPlan, _ replay: RunReplay) async throws {
        var course = try await prepare(plan)
        let answer = try await StoredAnswer.read(replay, course, recorder)
        let isWhole = replay.outputs.allSatisfy { $0.body["complete"] != false && $0.body["decodes"] != false }
        let fault: Fault? =
            if answer?.isAmbiguous == true {
                Fault(outcome: .of(.ambiguousAnswer), ErrorCode.replyAmbiguous.sentence)
            } else {
                isWhole ? nil : Fault(outcome: .of(.undecodable), ErrorCode.mediaUndecodable.sentence)
            }
        try await finish(&course, fault)
        try await settle(course)
    }

    /// A crash came between the end of the run and its verdicts.
    private func judgeLate(_ plan: RunPlan, _ replay: RunReplay) async throws {
        var append = Append([])
        try await Judge(recorder: recorder).judge(replay.run, by: plan.policies, in: &append)
        try await recorder.append(append)
        try await settle(try await prepare(plan))
    }
}
