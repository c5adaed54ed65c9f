import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// Going on with a remote job that an earlier process began.
extension Run {
    /// Asks for the recorded job until it ends; nothing is submitted again.
    func followAgain(_ plan: RunPlan, _ replay: RunReplay) async throws {
        var course = try await prepare(plan)
        var followed = try await followed(replay)
        course.step = replay.lastAttempt?.lastStep ?? 1
        course.billed = .maybe
        try await recorder.append(Append([resumed(course, from: replay.state, to: .polling)]))
        course.log.add("resumed from \(replay.state.rawValue): the job is asked for again", at: environment.now())
        let name = course.attemptName(followed.number)
        defer { recorder.store.removeTemporary(name) }
        try await follow(
            &followed,
            after: .zero,
            &course,
            ProviderWords(redactor: redactor, prompts: course.prompts)
        )
        try await settle(course)
    }

    /// Asks once for the job of a run that ended as unknown; true when that settled it.
    func askAgain(_ replay: RunReplay, _ course: inout Course) async throws -> Bool {
        guard !replay.jobReports.isEmpty else { return false }
        var followed = try await followed(replay)
        course.step = replay.lastAttempt?.lastStep ?? 1
        course.billed = .maybe
        course.settlesUnknown = true
        let name = course.attemptName(followed.number)
        defer { recorder.store.removeTemporary(name) }
        let watch = try await poll(
            &followed,
            &course,
            ProviderWords(redactor: redactor, prompts: course.prompts)
        )
        if case .over = watch { return true }
        return false
    }

    /// The job as it was last recorded.
    private func followed(_ replay: RunReplay) async throws -> FollowedJob {
        guard let last = replay.jobReports.last, let job = try await Self.job(of: replay, recorder) else {
            throw Report(
                .runNotResumable,
                "the address of the run's job was erased",
                hint: "give the command again for a new run"
            )
        }
        let raw = last.body["raw"]?.string ?? ""
        let state = last.body["state"]?.string.flatMap(JobState.init(rawValue:)) ?? .unknown
        return FollowedJob(
            job: job,
            report: JobReport(state, raw: raw),
            number: last.attempt ?? replay.lastAttempt?.number ?? 1
        )
    }

    /// Nil when the run has no job, or its sealed memory is gone.
    static func job(of replay: RunReplay, _ recorder: Recorder) async throws -> Job? {
        let sealed = replay.jobReports.last { $0.body["job_sealed"] != nil }
        guard let commit = sealed?.body["job_sealed"]?.string else { return nil }
        return try await recorder.unseal(commit).flatMap(JobMemory.job)
    }
}
