import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord
import ExhibitTransport

/// Following a remote job: recorded before the first poll, asked for until it ends, left resumable when time is up.
extension Run {
    /// What follows from one poll.
    enum Watch {
        case goesOn(after: Duration?)
        /// A signal came.
        case stopped
        /// The run has ended.
        case over
    }

    /// Records an accepted job, durable before it is asked for, and follows it.
    func follow(
        _ job: Job,
        _ report: JobReport,
        in seen: Sighting,
        after delay: Duration?,
        _ number: Int,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws {
        var followed = FollowedJob(job: job, report: report, number: number)
        try await accept(followed, seen, &course, words)
        let hint = RetryHint.pollDelay(seen.read.reply.headers, receivedAt: environment.now())
        try await follow(&followed, after: delay ?? hint, &course, words)
    }

    private func accept(
        _ followed: FollowedJob,
        _ seen: Sighting,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws {
        let answer = try evidence(seen.answer, seen.captured, .job, followed.number, course, words).append
        let submitted = try entry(course, words).submitted(followed)
        course.billed = max(course.billed, .maybe)
        course.log.add(
            "job \(words.clean(followed.job.id)): \(words.clean(followed.report.raw))",
            at: environment.now()
        )
        try await recorder.append(answer.followed(by: submitted))
    }

    /// Asks until the job ends, a signal comes, or time is up.
    func follow(
        _ followed: inout FollowedJob,
        after delay: Duration?,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws {
        course.followsJob = true
        let pace = course.dialect.pace(course.plan.intent)
        let clock = ContinuousClock()
        let deadline = clock.now + course.plan.polling.deadline(at: pace)
        var wait = delay
        while true {
            let left = deadline - clock.now
            guard left > .zero else { return try await giveUp(&followed, because: .deadline, &course, words) }
            let pause = wait ?? course.plan.polling.interval ?? pace.wait(before: followed.polls + 1)
            do {
                try await Task.sleep(for: min(pause, left))
            } catch {
                return try await giveUp(&followed, because: .signal, &course, words)
            }
            switch try await poll(&followed, &course, words) {
            case .goesOn(let next): wait = next
            case .stopped: return try await giveUp(&followed, because: .signal, &course, words)
            case .over: return
            }
        }
    }

    func poll(
        _ followed: inout FollowedJob,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws -> Watch {
        followed.polls += 1
        let request = course.dialect.poll(followed.job, course.plan.intent, endpoint: course.endpoint)
        return try await watch(request, &followed, &course, words)
    }

    /// Sends a poll, or the request for a finished job's result, and takes what it says.
    private func watch(
        _ request: ProviderRequest,
        _ followed: inout FollowedJob,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws -> Watch {
        course.current = try prepared(request, course.plan)
        let seen: Sighting
        switch await question(followed.number, course) {
        case .answered(let sighting): seen = sighting
        case .cancelled: return .stopped
        case .broken(let reason): return try await failed(words.clean(reason), after: nil, &followed, &course)
        }
        if let next = redirect(of: request, seen, &followed) {
            try await note(next, seen, &course, followed, words)
            return try await watch(next, &followed, &course, words)
        }
        let hint = RetryHint.pollDelay(seen.read.reply.headers, receivedAt: environment.now())
        switch course.step(after: seen.read.reply) {
        case .follow(let job, let report, let delay):
            followed.failures = 0
            try await note(job, report, &followed, &course, words)
            return .goesOn(after: delay ?? hint)
        case .fetch(let next, let report):
            try await note(followed.job, report, &followed, &course, words)
            return try await watch(next, &followed, &course, words)
        case .done(let references, let echoed, let usage, let check, let report):
            if let report { try await note(followed.job, report, &followed, &course, words) }
            let received = Received(seen, references, echoed: echoed, usage: usage, check: check)
            try await take(received, followed.number, &course, words, after: try announced(request, &course, followed))
            return .over
        case .fail(let failure):
            return try await failed(failure, seen, hint, &followed, &course, words)
        case .send, .again, .checked:
            preconditionFailure("\(course.dialect.name): a poll leads to no other request")
        }
    }

    /// A finished job's result can be at another address, such as a store's; the credential does not go there.
    private func redirect(
        of request: ProviderRequest,
        _ seen: Sighting,
        _ followed: inout FollowedJob
    ) -> ProviderRequest? {
        guard case .result = request.purpose, (300..<400).contains(seen.answer.head.status),
            followed.redirects < Self.redirectLimit,
            let location = seen.answer.head.value("location"),
            let target = URLParts.resolve(location, against: request.url)
        else { return nil }
        followed.redirects += 1
        return ProviderRequest(method: "GET", url: target, body: .none, purpose: request.purpose)
    }

    /// Records the answer that led to `next`.
    private func note(
        _ next: ProviderRequest,
        _ seen: Sighting,
        _ course: inout Course,
        _ followed: FollowedJob,
        _ words: ProviderWords
    ) async throws {
        let announced = try announced(course.current.request, &course, followed)
        let answer = try evidence(
            seen.answer,
            seen.captured,
            .redirect,
            followed.number,
            course,
            words,
            location: next.url
        )
        try await recorder.append(announced.followed(by: answer.append))
    }

    /// Records how the job stands when that has changed.
    private func note(
        _ job: Job,
        _ report: JobReport,
        _ followed: inout FollowedJob,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws {
        let remembering = job != followed.job
        guard remembering || report != followed.report else { return }
        followed.job = job
        followed.report = report
        course.log.add("poll \(followed.polls): \(words.clean(report.raw))", at: environment.now())
        try await recorder.append(try entry(course, words).status(followed, remembering: remembering))
    }

    /// The announcement of a request that bills nothing, recorded with what came of it.
    func announced(_ request: ProviderRequest, _ course: inout Course, _ followed: FollowedJob) throws -> Append {
        course.step += 1
        return Append([announcement(of: request, followed.number, course)])
    }

    func entry(_ course: Course, _ words: ProviderWords) -> JobEntry {
        JobEntry(course: course, words: words) { text in
            SealedBox.seal(text, key: recorder.keys.seal, random: environment.random)
        }
    }
}
