import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord
import ExhibitTransport

/// An address that leads to another one: every hop is a step of the same attempt, recorded like any exchange.
extension Run {
    /// The answer behind the redirects of a fetched address; any other run's answer as it is.
    ///
    /// Headers of the caller's go on only within their own origin, and no hop leads from outside into a private network.
    func followed(_ end: End, _ number: Int, folder: String, _ course: inout Course) async throws -> End {
        guard course.plan.intent.mode == .fetch else { return end }
        var end = end
        for _ in 0..<Self.redirectLimit {
            guard case .answered(let exchange, let capture) = end, let next = target(exchange.head, course) else {
                return end
            }
            let captured: CapturedBody
            do throws(ArchiveError) {
                captured = try capture.finish()
            } catch {
                throw Report(.fileFailed, "the answer could not be kept: \(Fault.words(error))")
            }
            try await record(exchange, captured, leadingTo: next, number, course)
            end = try await follow(next, from: exchange.facts, number, folder: folder, &course)
        }
        return end
    }

    private func target(_ head: HTTPHead, _ course: Course) -> String? {
        guard (300..<400).contains(head.status) else { return nil }
        return head.value("location").flatMap { URLParts.resolve($0, against: course.current.request.url) }
    }

    private func record(
        _ exchange: Exchange,
        _ captured: CapturedBody,
        leadingTo next: String,
        _ number: Int,
        _ course: Course
    ) async throws {
        let words = ProviderWords(redactor: redactor, prompts: course.prompts)
        let head = Head(exchange.head, exchange.facts, exchange.timing)
        try await recorder.append(
            evidence(head, captured, .redirect, number, course, words, location: next).append
        )
    }

    private func follow(
        _ address: String,
        from facts: ConnectionFacts,
        _ number: Int,
        folder: String,
        _ course: inout Course
    ) async throws -> End {
        course.step += 1
        course.current = try prepared(FetchDialect.request(address), course.plan)
        if let parts = URLParts(address) {
            try await recorder.append(Append([hop(to: parts, number, course)]))
            course.log.add("attempt \(number): led on to \(parts.origin)", at: environment.now())
        }
        let capture = BodyCapture(folder: folder, redactor: redactor)
        let builder = RequestBuilder(
            provider: course.plan.provider,
            timeout: .milliseconds(course.plan.timeoutMilliseconds)
        )
        let request = builder.download(address, namedBy: facts.proxy ? .proxy : facts.peerScope)
        do throws(TransportFailure) {
            return .answered(try await client.fetch(request, into: BodySink { capture.receive($0) }), capture)
        } catch {
            return .broken(error, capture)
        }
    }
}
