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
    private static let redirectLimit = 3

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
        for _ in 0...Self.redirectLimit {
            switch try await hopOnce(address, answer, &course, words) {
            case .media(let file, let response, let document):
                // Each hop is recorded with the address that it led to, so that the chain can be followed again.
                let verified = document.segments == [.raw(file.sha256)]
                return .success(
                    MediaItem(
                        place: place,
                        sha256: file.sha256,
                        bytes: file.bytes,
                        reference: reference,
                        response: response,
                        derivation: (verified ? Derivation.verified : .failed).rawValue,
                        named: answer.response
                    )
                )
            case .redirect(let next): address = next
            case .refused(let fault): return .failure(fault)
            }
        }
        return .failure(failed("more than \(Self.redirectLimit) redirects"))
    }

    private enum Hop {
        case media(CapturedFile, response: Int64, BodyDocument)
        case redirect(String)
        case refused(Fault)
    }

    private func hopOnce(
        _ address: String,
        _ answer: Answer,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws -> Hop {
        guard let parts = URLParts(address), parts.scheme == "https" || parts.scheme == "http" else {
            return .refused(failed("the answer names an address that is no web address"))
        }
        let folder = try recorder.store.makeTemporary(course.attemptName(answer.number))
        course.step += 1
        try await recorder.append(
            Append([
                course.draft(
                    .attemptStarted,
                    attempt: answer.number,
                    [
                        "n": .int(answer.number), "step": .int(course.step), "method": "GET",
                        "origin": .string(parts.origin),
                        "path": .string(words.redactor.redact(parts.path).text), "bytes": 0,
                    ]
                )
            ])
        )
        let capture = BodyCapture(folder: folder, redactor: redactor)
        let builder = RequestBuilder(
            provider: course.plan.provider,
            timeout: .milliseconds(course.plan.timeoutMilliseconds)
        )
        let exchange: Exchange
        do throws(TransportFailure) {
            exchange = try await client.fetch(builder.download(address), into: BodySink { capture.receive($0) })
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
        default: failed(message)
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
        if let location { return .redirect(location) }
        guard head.head.status == 200, let file = captured.wholeFile, captured.excess == nil, let entry = entries.last
        else {
            return .refused(failed("the address answered HTTP \(head.head.status) without media"))
        }
        return .media(file, response: entry.seq, archived.document)
    }

    private func failed(_ reason: String) -> Fault {
        Fault(outcome: .of(.downloadFailed), "\(ErrorCode.mediaDownloadFailed.sentence): \(reason)")
    }
}
