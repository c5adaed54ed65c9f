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
    /// Takes a complete answer; nil when the run has ended with it, else what to record of the failed attempt.
    func receive(
        _ answer: Head,
        _ captured: CapturedBody,
        _ number: Int,
        _ course: inout Course
    ) async throws -> FailedAttempt? {
        course.log.add(
            "attempt \(number): HTTP \(answer.head.status), \(captured.rawBytes) bytes in \(answer.timing.total) ms",
            at: environment.now()
        )
        let words = ProviderWords(redactor: redactor, prompts: course.prompts)
        if captured.excess != nil, answer.isSuccess { return try excess(answer, captured, number, course, words) }
        let text = captured.wholeFile == nil && !captured.overflow ? try captured.reading() : nil
        let read = ReadReply(answer.head, text)
        switch course.dialect.after(read.reply, to: .submit(), course.plan.intent, endpoint: course.endpoint) {
        case .done(let references, let echoed, let usage, _):
            let reply = Received(
                answer: answer,
                captured: captured,
                read: read,
                references: references,
                echoed: echoed,
                usage: usage
            )
            try await take(reply, number, &course, words)
            return nil
        case .fail(let failure):
            return try refusal(failure, answer, captured, read, number, &course, words)
        case .send, .again, .follow, .fetch, .checked:
            preconditionFailure("\(course.dialect.name) answers at once")
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

    private func refusal(
        _ failure: ProviderFailure,
        _ answer: Head,
        _ captured: CapturedBody,
        _ read: ReadReply,
        _ number: Int,
        _ course: inout Course,
        _ words: ProviderWords
    ) throws -> FailedAttempt {
        let hint = RetryHint(read.reply.headers, receivedAt: environment.now())
        // Another reader of the same bytes may find media in them.
        let outcome =
            read.isAmbiguous && (200..<300).contains(failure.status)
            ? .of(.ambiguousAnswer)
            : failure.outcome(ambiguous: course.plan.provider.ambiguous, retryHint: hint)
        let message = words.clean("\(course.plan.provider.id) answered \(failure.message)")
        course.log.add("attempt \(number): \(message)", at: environment.now())
        return FailedAttempt(
            outcome: outcome,
            message: message,
            phase: "answered",
            errorClass: failure.providerCode.map(words.clean) ?? "answer",
            status: failure.status,
            hint: hint,
            evidence: try evidence(answer, captured, .error, number, course, words).append
        )
    }

    /// An answer with media, before it is recorded.
    private struct Received {
        let answer: Head
        let captured: CapturedBody
        let read: ReadReply
        let references: [MediaReference]
        let echoed: Echoed
        let usage: JSONValue?
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
        location: String? = nil
    ) throws -> (append: Append, archived: ArchivedBody) {
        let archived = try archiver.archive(captured, prompts: course.prompts)
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

    private func take(_ received: Received, _ number: Int, _ course: inout Course, _ words: ProviderWords) async throws
    {
        let folder = recorder.store.temporaryFolder(course.attemptName(number))
        // Decoded before the answer is recorded: what is put together from pieces is stored with it.
        let inline = try InlineMedia.decode(received.references, received.read, received.captured, into: folder)
        var (append, archived) = try evidence(
            received.answer,
            received.captured,
            .result,
            number,
            course,
            words,
            echoed: received.echoed
        )
        append.blobs += inline.blobs
        // With it the answer survives a crash, and reconcile finds it; without it the entry below is as good.
        try? KeptReply.write(append, to: folder)
        let entries = try await recorder.append(append)
        guard let response = entries.last(where: { $0.type == .responseReceived }) else {
            preconditionFailure("the append names a response")
        }
        try await take(
            Answer(
                references: received.references,
                inline: inline.media,
                response: response.seq,
                document: archived.document,
                isAmbiguous: received.read.isAmbiguous,
                echoed: received.echoed,
                usage: received.usage,
                number: number
            ),
            &course,
            words
        )
    }
}
