import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord
import ExhibitRedaction
import ExhibitTransport

/// Fetching what an answer names by address: recorded like any exchange, with the credential only where the provider
/// itself is.
extension Run {
    static let redirectLimit = 3

    enum Download {
        case success(MediaItem)
        case failure(Fault)
    }

    func download(
        _ address: String,
        _ reference: MediaReference,
        _ place: Int,
        _ answer: Answer,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws -> Download {
        var address = address
        var source = try await scope(of: answer, course)
        for _ in 0...Self.redirectLimit {
            switch try await hopOnce(address, from: source, answer, &course, words) {
            case .media(let file, let response, let document):
                // Each hop is recorded with the address that it led to, so that the chain can be followed again.
                return .success(
                    MediaItem(
                        file,
                        document,
                        response: response,
                        reference,
                        place,
                        named: answer.response,
                        written: course.bills ? nil : reference.written.map(words.redactor.redactURL)
                    )
                )
            case .redirect(let next, let scope):
                address = next
                source = scope
            case .refused(let fault): return .failure(fault)
            }
        }
        return .failure(failed("more than \(Self.redirectLimit) redirects", course))
    }

    private enum Hop {
        case media(CapturedFile, response: Int64, BodyDocument)
        case redirect(String, from: PeerScope?)
        case refused(Fault)
    }

    private func hopOnce(
        _ address: String,
        from source: PeerScope?,
        _ answer: Answer,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws -> Hop {
        guard let parts = URLParts(address), parts.scheme == "https" || parts.scheme == "http" else {
            return .refused(failed("the answer names an address that is no web address", course))
        }
        let folder = try await recorder.makeTemporary(course.attemptName(answer.number))
        course.step += 1
        try await recorder.append(Append([hop(to: parts, answer.number, course)]))
        let capture = BodyCapture(folder: folder, redactor: redactor)
        let builder = RequestBuilder(
            provider: course.plan.provider,
            timeout: course.requestLimit
        )
        let exchange: Exchange
        do throws(TransportFailure) {
            exchange = try await client.fetch(
                builder.download(address, namedBy: source),
                into: BodySink { capture.receive($0) }
            )
        } catch {
            return .refused(refusal(error, parts.host, &course, words))
        }
        let captured: CapturedBody
        do throws(ArchiveError) {
            captured = try capture.finish()
        } catch {
            return .refused(Fault(local: error, "the picture could not be kept"))
        }
        return try await land(
            Head(exchange.head, exchange.facts, exchange.timing),
            captured,
            address,
            answer,
            &course,
            words
        )
    }

    private func refusal(
        _ failure: TransportFailure,
        _ host: String,
        _ course: inout Course,
        _ words: ProviderWords
    ) -> Fault {
        let message = words.clean("\(host): \(failure.detail)")
        course.log.add("download: \(message)", at: environment.now())
        return switch failure.kind {
        case .cancelled: stoppedFetching()
        case .addressRefused: Fault(code: .addressRefused, message: message, billed: .yes, state: .failed)
        default: failed(message, course)
        }
    }

    private func land(
        _ head: Head,
        _ captured: CapturedBody,
        _ address: String,
        _ answer: Answer,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws -> Hop {
        let location =
            (300..<400).contains(head.head.status)
            ? head.head.value("location").flatMap { URLParts.resolve($0, against: address) } : nil
        let kind: ResponseBody.Kind = location == nil ? .media : .redirect
        let (append, archived) = try evidence(head, captured, kind, answer.number, course, words, location: location)
        let entries = try await recorder.append(append)
        course.log.add("download: HTTP \(head.head.status), \(captured.rawBytes) bytes", at: environment.now())
        if let location { return .redirect(location, from: head.facts.proxy ? .proxy : head.facts.peerScope) }
        guard head.head.status == 200, let file = captured.wholeFile, captured.excess == nil, let entry = entries.last
        else {
            return .refused(failed("the address answered HTTP \(head.head.status) without media", course))
        }
        return .media(file, response: entry.seq, archived.document)
    }

    private func failed(_ reason: String, _ course: Course) -> Fault {
        let what = course.bills ? ErrorCode.mediaDownloadFailed.sentence : "what is named could not be fetched"
        return Fault(outcome: .of(.downloadFailed), "\(what): \(reason)")
    }

    /// The announcement of a request that follows an answer.
    func hop(to parts: URLParts, _ number: Int, _ course: Course) -> EntryDraft {
        course.draft(
            .attemptStarted,
            attempt: number,
            [
                "n": .int(number), "step": .int(course.step), "method": "GET", "origin": .string(parts.origin),
                "path": .string(redactor.redact(parts.path).text), "bytes": 0,
            ]
        )
    }

    /// Where an answer came from, by the address that was connected to.
    private func scope(of answer: Answer, _ course: Course) async throws -> PeerScope? {
        try await recorder.replay(course.run)?.entries.first { $0.seq == answer.response }?.peerScope
    }
}

extension RunReplay {
    /// Where the last answer came from.
    var lastScope: PeerScope? { entries.last { $0.type == .responseReceived }?.peerScope }
}

extension Entry {
    /// Of the address that an answer came from; nil for what came over no network.
    fileprivate var peerScope: PeerScope? {
        body["transport"]?["peer_scope"]?.string.flatMap(PeerScope.init(rawValue:))
    }
}
