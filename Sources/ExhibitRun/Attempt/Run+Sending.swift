import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord
import ExhibitRedaction
import ExhibitTransport

/// The attempts of a run: announce, send, and decide what an end means.
extension Run {
    /// How one transfer ended, to be understood.
    enum End {
        case answered(Exchange, BodyCapture)
        case broken(TransportFailure, BodyCapture)
    }

    /// What follows from the end of one request.
    enum Turn {
        /// The next request of the same attempt.
        case next(ProviderRequest)
        /// The attempt has failed; `instead` is worth one more in another form.
        case failed(FailedAttempt, instead: ProviderRequest? = nil)
        /// The run has ended.
        case over
    }

    /// Makes attempts from number `first` on until one brings the result, or no more may be made.
    ///
    /// The entries of `announcing` become durable together with the first attempt's announcement. What is thrown before
    /// that sent nothing; what goes wrong here after a request has left ends the run as what is known of it.
    func send(_ course: inout Course, from first: Int, announcing: Append) async throws {
        var pending = announcing
        var number = first
        // An attempt in another form is no retry of the one before it.
        var retries = 0
        while true {
            let name = course.attemptName(number)
            let folder = try await recorder.makeTemporary(name)
            defer { recorder.store.removeTemporary(name) }
            if number == first { try await settleBeforeSending(&pending, &course, folder: folder) }
            switch try await attempt(number, &course, folder: folder, &pending) {
            case .over: return
            case .next(let request): preconditionFailure("\(request.path) belongs to an attempt that has ended")
            case .failed(let failed, let instead):
                do {
                    retries += 1
                    guard try await goesOn(after: failed, number, madeNow: retries, instead: instead, &course) else {
                        return
                    }
                    if instead != nil { retries -= 1 }
                } catch {
                    return try await rescue(error, &course)
                }
            }
            number += 1
        }
    }

    /// Records what is pending by itself, when something has to come between it and the first request.
    private func settleBeforeSending(_ pending: inout Append, _ course: inout Course, folder: String) async throws {
        guard let beforeSending else { return }
        if !course.hasStagedInputs {
            pending.blobs += try stage(course.plan, into: folder)
            course.hasStagedInputs = true
        }
        if pending.drafts.contains(where: { $0.type == .requestIntent }) {
            try await recorder.append(pending)
            pending = Append([])
        }
        try await beforeSending()
    }

    /// The requests of one attempt: what has to come before, then the one that may bill.
    private func attempt(
        _ number: Int,
        _ course: inout Course,
        folder: String,
        _ pending: inout Append
    ) async throws -> Turn {
        while true {
            let permit = try await announce(number, &course, folder: folder, pending)
            pending = Append([])
            do {
                let answered = await transfer(permit, folder: folder, course)
                let end = try await followed(answered, number, folder: folder, &course)
                var turn = try await conclude(end, number, &course)
                if case .failed(let failed, let instead) = turn, !course.current.request.bills {
                    turn = .failed(failed.beforeSubmit(), instead: instead)
                }
                guard case .next(let request) = turn else { return turn }
                course.current = try prepared(request, course.plan)
            } catch {
                try await rescue(error, &course)
                return .over
            }
        }
    }

    private func transfer(_ permit: Permit, folder: String, _ course: Course) async -> End {
        let capture = BodyCapture(folder: folder, redactor: redactor)
        let builder = RequestBuilder(
            provider: course.plan.provider,
            timeout: .milliseconds(course.plan.timeoutMilliseconds)
        )
        let request = builder.submit(course.current.request, course.current.pieces.wire, idempotencyKey: course.run)
        do throws(TransportFailure) {
            return .answered(try await client.submit(request, permit, into: BodySink { capture.receive($0) }), capture)
        } catch {
            return .broken(error, capture)
        }
    }

    private func conclude(_ end: End, _ number: Int, _ course: inout Course) async throws -> Turn {
        switch end {
        case .answered(let exchange, let capture):
            let answer = Head(exchange.head, exchange.facts, exchange.timing)
            let captured: CapturedBody
            do throws(ArchiveError) {
                captured = try capture.finish()
            } catch {
                return .failed(unkept(error, answer, course))
            }
            return try await receive(answer, captured, number, &course)
        case .broken(let failure, let capture):
            return .failed(try broken(failure, capture, number, &course))
        }
    }

    /// Makes a request durable before its first byte leaves.
    private func announce(
        _ number: Int,
        _ course: inout Course,
        folder: String,
        _ announcing: Append
    ) async throws -> Permit {
        var append = announcing
        var values = PrivateValues(environment.random)
        if course.current.commit == nil {
            course.current.commit = values.commit(course.current.pieces.digest.hex)
            append.blobs += course.current.archived.blobs
            append.values += course.current.archived.commitments + values.all
        }
        if !course.hasStagedInputs {
            append.blobs += try stage(course.plan, into: folder)
            course.hasStagedInputs = true
        }
        let request = course.current.request
        course.step = request.bills ? 1 : 0
        let path = redactor.redact(request.path).text
        var body: JSONObject = [
            "n": .int(number), "step": .int(course.step), "method": .string(request.method),
            "origin": .string(request.origin), "path": .string(path), "bytes": .int(course.current.pieces.bytes),
            "body_blob": .string(course.current.archived.documentDigest.hex),
            "request_commit": .string(course.current.commit ?? ""),
        ]
        request.variation.record(in: &body)
        if !course.bills { body["bills"] = false }
        append.drafts.append(course.draft(.attemptStarted, attempt: number, body))
        course.log.add(
            "attempt \(number): \(request.method) \(request.origin)\(path), \(course.current.pieces.bytes) bytes",
            at: environment.now()
        )
        return try await recorder.announce(append, run: course.run, attempt: number)
    }

    var archiver: BodyArchiver {
        BodyArchiver(redactor: redactor, sealKey: recorder.keys.seal, random: environment.random)
    }
}

extension Duration {
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
