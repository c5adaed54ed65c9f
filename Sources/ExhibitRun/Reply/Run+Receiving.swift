import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitMedia
import ExhibitModel
import ExhibitProvider
import ExhibitRecord
import ExhibitTransport

/// From a complete answer to artifacts: read, record, measure, deliver.
extension Run {
    /// Takes a complete answer to a request that was announced, and says what follows from it.
    func receive(
        _ answer: Head,
        _ captured: CapturedBody,
        _ number: Int,
        _ course: inout Course
    ) async throws -> Turn {
        course.log.add(
            "attempt \(number): \(answer.how), \(captured.rawBytes) bytes in \(answer.timing.total) ms",
            at: environment.now()
        )
        let words = ProviderWords(redactor: redactor, prompts: course.prompts)
        if captured.excess != nil, answer.isSuccess {
            return .failed(try excess(answer, captured, number, course, words))
        }
        let read = try ReadReply(answer.head, captured, limit: course.textLimit)
        switch course.step(after: read.reply) {
        case .send(let request):
            try await recorder.append(try evidence(answer, captured, .prepare, number, course, words).append)
            return .next(request)
        case .again(let request, let failure):
            let failed = try refusal(failure, answer, captured, read, number, &course, words)
            return .failed(failed, instead: request)
        case .follow(let job, let report, let delay):
            let seen = Sighting(answer: answer, captured: captured, read: read)
            try await follow(job, report, in: seen, after: delay, number, &course, words)
            return .over
        case .fetch(let request, let report):
            guard case .result(let job) = request.purpose else {
                preconditionFailure("\(course.dialect.name): a result belongs to a job")
            }
            // Done at once: the first poll says so again, and gets the result.
            let seen = Sighting(answer: answer, captured: captured, read: read)
            try await follow(job, report, in: seen, after: .zero, number, &course, words)
            return .over
        case .done(let references, let echoed, let usage, let check, _):
            let seen = Sighting(answer: answer, captured: captured, read: read)
            let received = Received(seen, references, echoed: echoed, usage: usage, check: check)
            try await take(received, number, &course, words)
            return .over
        case .fail(let failure):
            return .failed(try refusal(failure, answer, captured, read, number, &course, words))
        case .checked:
            preconditionFailure("\(course.dialect.name): a check is no answer to \(course.current.request.purpose)")
        }
    }

    /// A 2xx answer that passed a limit: what came is kept.
    private func excess(
        _ answer: Head,
        _ captured: CapturedBody,
        _ number: Int,
        _ course: Course,
        _ words: ProviderWords
    ) throws -> FailedAttempt {
        let outcome = AttemptOutcome.of(captured.overflow ? .textTooLong : .mediaTooLarge)
        return FailedAttempt(
            outcome: outcome,
            message: outcome.code?.sentence ?? "",
            phase: TransportFailure.Phase.receiving.rawValue,
            errorClass: "limit",
            status: answer.head.status,
            hint: .none,
            evidence: try evidence(answer, captured, .partial, number, course, words).append
        )
    }

    func refusal(
        _ failure: ProviderFailure,
        _ answer: Head,
        _ captured: CapturedBody,
        _ read: ReadReply,
        _ number: Int,
        _ course: inout Course,
        _ words: ProviderWords
    ) throws -> FailedAttempt {
        let hint = RetryHint(read.reply.headers, receivedAt: environment.now()).waiting(failure.wait)
        // Another reader of the same bytes may find media in them.
        let outcome =
            read.isAmbiguous && (200..<300).contains(failure.status)
            ? .of(.ambiguousAnswer)
            : failure.outcome(ambiguous: course.plan.provider.ambiguous, retryHint: hint)
        let who = answer.isRead ? "the text came" : "\(course.plan.provider.id) answered"
        let message = words.clean("\(who) \(failure.message)")
        course.log.add("attempt \(number): \(message)", at: environment.now())
        return FailedAttempt(
            outcome: outcome,
            message: message,
            phase: "answered",
            errorClass: failure.providerCode.map(words.clean) ?? "answer",
            status: answer.isRead ? nil : failure.status,
            hint: hint,
            evidence: try evidence(answer, captured, .error, number, course, words).append
        )
    }

    /// An answer with media, before it is recorded.
    struct Received {
        let answer: Head
        let captured: CapturedBody
        let read: ReadReply
        let references: [MediaReference]
        let echoed: Echoed
        let usage: JSONValue?
        let check: ProviderRequest?

        init(
            _ seen: Sighting,
            _ references: [MediaReference],
            echoed: Echoed,
            usage: JSONValue?,
            check: ProviderRequest?
        ) {
            answer = seen.answer
            captured = seen.captured
            read = seen.read
            self.references = references
            self.echoed = echoed
            self.usage = usage
            self.check = check
        }
    }

    /// What is to be recorded of an answer, with the blobs and values that its entry names.
    func evidence(
        _ answer: Head,
        _ captured: CapturedBody,
        _ kind: ResponseBody.Kind,
        _ number: Int,
        _ course: Course,
        _ words: ProviderWords,
        echoed: Echoed? = nil,
        location: String? = nil,
        hiding paths: [String] = []
    ) throws -> (append: Append, archived: ArchivedBody) {
        let archived = try archiver.archive(
            captured,
            prompts: course.prompts + paths,
            // Account owners and support desks stand in refusals, and are nobody else's business.
            hidingPersons: kind == .error
        )
        var values = PrivateValues(environment.random)
        let response = ResponseBody(
            number: number,
            step: course.step,
            kind: kind,
            head: answer.head,
            facts: answer.facts,
            timing: answer.timing,
            captured: captured,
            archived: archived,
            echoed: echoed,
            location: location
        )
        let draft = course.draft(.responseReceived, attempt: number, response.object(words, &values))
        let append = Append(
            [draft],
            blobs: archived.blobs,
            values: archived.commitments + values.all,
            sealed: archived.sealed,
            sealedRun: course.run
        )
        return (append, archived)
    }

    /// Records an answer with media, together with `before`, and takes what it brought.
    func take(
        _ received: Received,
        _ number: Int,
        _ course: inout Course,
        _ words: ProviderWords,
        after before: Append = Append([])
    ) async throws {
        let folder = recorder.store.temporaryFolder(course.attemptName(number))
        // Decoded before the answer is recorded: what is put together from pieces is stored with it.
        let inline = try InlineMedia.decode(received.references, received.read, received.captured, into: folder)
        let (result, archived) = try evidence(
            received.answer,
            received.captured,
            .result,
            number,
            course,
            words,
            echoed: received.echoed,
            hiding: received.references.compactMap(\.localFile)
        )
        var append = before.followed(by: result)
        append.blobs += inline.blobs
        // With it the answer survives a crash, and reconcile finds it; without it the entry below is as good.
        try? KeptReply.write(append, to: folder)
        let entries = try await recorder.append(append)
        guard let response = entries.last(where: { $0.type == .responseReceived }) else {
            preconditionFailure("the append names a response")
        }
        try await keepPartials(received, response.seq, archived.document, number, &course)
        if let question = received.check { try await check(question, number, &course, words) }
        try await take(
            Answer(
                references: received.references,
                inline: inline.media,
                response: response.seq,
                document: archived.document,
                contentType: received.read.reply.headers.value("content-type"),
                isAmbiguous: received.read.isAmbiguous,
                echoed: received.echoed,
                usage: received.usage,
                number: number,
                settlesUnknown: course.settlesUnknown
            ),
            &course,
            words
        )
    }
}
