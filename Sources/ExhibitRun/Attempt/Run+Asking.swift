import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord
import ExhibitRedaction
import ExhibitTransport

/// Requests that bill nothing: polls, results, checks, cancellations.
extension Run {
    /// How one of them ended.
    enum Answered: Sendable {
        case answered(Sighting)
        case cancelled
        case broken(String)
    }

    /// Sends the request under way, with the credential only where the provider itself is.
    func question(_ number: Int, _ course: Course, limit: Duration? = nil) async -> Answered {
        do {
            let folder = try await recorder.makeTemporary(course.attemptName(number))
            let capture = BodyCapture(folder: folder, redactor: redactor)
            let builder = RequestBuilder(
                provider: course.plan.provider,
                timeout: limit ?? course.requestLimit
            )
            let source = try await recorder.replay(course.run)?.lastScope
            let request = builder.ask(course.current.request, course.current.pieces.wire, namedBy: source)
            let exchange = try await client.fetch(request, into: BodySink { capture.receive($0) })
            let head = Head(exchange.head, exchange.facts, exchange.timing)
            let captured = try capture.finish()
            return .answered(Sighting(answer: head, captured: captured, read: try ReadReply(head.head, captured)))
        } catch let failure as TransportFailure {
            return failure.kind == .cancelled ? .cancelled : .broken(failure.detail)
        } catch {
            return .broken(Fault.words(error))
        }
    }

    /// Asks once more after the result, and keeps the answer beside it; nothing depends on it.
    func check(_ request: ProviderRequest, _ number: Int, _ course: inout Course, _ words: ProviderWords) async throws {
        course.current = try prepared(request, course.plan)
        course.step += 1
        let announcement = Append([announcement(of: request, number, course)])
        guard case .answered(let seen) = await question(number, course) else {
            course.notes.append(Note("check.unanswered", "the provider did not answer the question after the result"))
            return
        }
        let answer = try evidence(seen.answer, seen.captured, .check, number, course, words).append
        try await recorder.append(announcement.followed(by: answer))
        if case .checked(let notes) = course.step(after: seen.read.reply) { course.notes += notes }
    }

    /// `attempt.started` for a request that bills nothing.
    func announcement(of request: ProviderRequest, _ number: Int, _ course: Course) -> EntryDraft {
        var body: JSONObject = [
            "n": .int(number), "step": .int(course.step), "method": .string(request.method),
            "origin": .string(request.origin), "path": .string(redactor.redact(request.path).text),
            "bytes": .int(course.current.pieces.bytes),
        ]
        body["purpose"] = request.purpose.word.map(JSONValue.string)
        return course.draft(.attemptStarted, attempt: number, body)
    }
}

extension Purpose {
    /// As an announcement names it; nil where the step's number says it.
    fileprivate var word: String? {
        switch self {
        case .prepare, .submit: nil
        case .poll: "poll"
        case .result: "result"
        case .cancel: "cancel"
        case .check: "check"
        }
    }
}
