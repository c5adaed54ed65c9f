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
    /// How one attempt ended, for the loop to decide on.
    private enum End {
        case answered(Exchange, BodyCapture)
        case broken(TransportFailure, BodyCapture)
    }

    /// Makes attempts from number `first` on until one brings the result, or no more may be made.
    ///
    /// The entries of `announcing` become durable together with the first attempt's announcement. What is thrown before
    /// that sent nothing; what goes wrong here after a request has left ends the run as what is known of it.
    func send(_ course: inout Course, from first: Int, announcing: Append) async throws {
        var pending = announcing
        var number = first
        while true {
            let name = course.attemptName(number)
            let folder = try recorder.store.makeTemporary(name)
            defer { recorder.store.removeTemporary(name) }
            let permit = try await announce(number, &course, folder: folder, pending)
            pending = Append([])
            do {
                let end = await transfer(permit, folder: folder, course)
                guard let failed = try await conclude(end, number, &course) else { return }
                guard try await goesOn(after: failed, number, madeNow: number - first + 1, &course) else { return }
            } catch {
                return try await rescue(error, &course)
            }
            number += 1
        }
    }

    private func transfer(_ permit: Permit, folder: String, _ course: Course) async -> End {
        let capture = BodyCapture(folder: folder, redactor: redactor)
        let builder = RequestBuilder(
            provider: course.plan.provider,
            timeout: .milliseconds(course.plan.timeoutMilliseconds)
        )
        let request = builder.submit(course.planned.request, course.pieces.wire, idempotencyKey: course.run)
        do throws(TransportFailure) {
            return .answered(try await client.submit(request, permit, into: BodySink { capture.receive($0) }), capture)
        } catch {
            return .broken(error, capture)
        }
    }

    /// What came of the attempt; nil when the run has ended with it.
    private func conclude(_ end: End, _ number: Int, _ course: inout Course) async throws -> FailedAttempt? {
        switch end {
        case .answered(let exchange, let capture):
            let answer = Head(exchange.head, exchange.facts, exchange.timing)
            let captured: CapturedBody
            do throws(ArchiveError) {
                captured = try capture.finish()
            } catch {
                return unkept(error, answer, course)
            }
            return try await receive(answer, captured, number, &course)
        case .broken(let failure, let capture):
            return try broken(failure, capture, number, &course)
        }
    }

    /// Ends a run that this machine could not finish recording: what was sent stays sent, and is said to be.
    private func rescue(_ error: any Error, _ course: inout Course) async throws {
        let fault: Fault? =
            switch try await recorder.replay(course.run)?.state {
            case .submitting, .retryWait:
                Fault(
                    code: .outcomeUnknown,
                    message: "the request had left, but what came of it could not be recorded: \(Fault.words(error))",
                    billed: max(course.billed, .maybe),
                    state: .unknownOutcome
                )
            case .receiving, .recorded: Fault(local: error, "the answer came, and is kept")
            default: nil
            }
        do {
            guard let fault else { throw error }
            try await finish(&course, fault)
        } catch {
            // The next start finds the run open, and ends it.
            var report = (error as? any Reportable)?.report ?? Report(.internalError, "\(error)")
            report.billed = max(report.billed, max(course.billed, .maybe))
            throw report
        }
    }

    /// Makes the attempt durable before its first byte leaves.
    private func announce(
        _ number: Int,
        _ course: inout Course,
        folder: String,
        _ announcing: Append
    ) async throws -> Permit {
        var append = announcing
        var values = PrivateValues(environment.random)
        if course.requestCommit == nil {
            course.requestCommit = values.commit(course.pieces.digest.hex)
            append.blobs += course.archived.blobs
            append.values += course.archived.commitments + values.all
            append.blobs += try InputStaging.stage(course.plan.intent.inputs, into: folder, recorder.store)
        }
        let request = course.planned.request
        let path = redactor.redact(request.path).text
        append.drafts.append(
            course.draft(
                .attemptStarted,
                attempt: number,
                [
                    "n": .int(number), "step": 1, "method": .string(request.method), "origin": .string(request.origin),
                    "path": .string(path), "bytes": .int(course.pieces.bytes),
                    "body_blob": .string(course.archived.documentDigest.hex),
                    "request_commit": .string(course.requestCommit ?? ""),
                ]
            )
        )
        course.log.add(
            "attempt \(number): \(request.method) \(request.origin)\(path), \(course.pieces.bytes) bytes",
            at: environment.now()
        )
        return try await recorder.announce(append, run: course.run, attempt: number)
    }

    /// What is to be recorded of a transfer that gave no complete answer.
    private func broken(
        _ failure: TransportFailure,
        _ capture: BodyCapture,
        _ number: Int,
        _ course: inout Course
    ) throws -> FailedAttempt {
        var evidence = Append([])
        let words = ProviderWords(redactor: redactor, prompts: course.prompts)
        var outcome = TransportOutcome.of(failure, ambiguous: course.plan.provider.ambiguous)
        if let answer = failure.head.map({ Head($0, failure.facts, failure.timing) }) {
            // What came of the answer is kept, whatever it is worth.
            let captured: CapturedBody
            do throws(ArchiveError) {
                captured = try capture.finish()
            } catch {
                return unkept(error, answer, course)
            }
            if captured.overflow, answer.isSuccess { outcome = .of(.textTooLong) }
            evidence = try self.evidence(
                answer,
                captured,
                answer.isSuccess ? .partial : .error,
                number,
                course,
                words
            ).append
        }
        let message = words.clean(
            TransportOutcome.sentence(
                failure,
                provider: course.plan.provider.id,
                timeout: course.plan.timeoutMilliseconds
            )
        )
        course.log.add("attempt \(number): \(message)", at: environment.now())
        return FailedAttempt(
            outcome: outcome,
            message: message,
            phase: failure.phase.rawValue,
            errorClass: failure.kind.rawValue,
            status: failure.head?.status,
            hint: .none,
            isCancelled: failure.kind == .cancelled,
            evidence: evidence
        )
    }

    /// An answer whose body this machine could not keep; its status still counts.
    private func unkept(_ error: ArchiveError, _ answer: Head, _ course: Course) -> FailedAttempt {
        FailedAttempt(
            outcome: answer.isSuccess
                ? .of(.answerBrokeOff)
                : .of(status: answer.head.status, ambiguous: course.plan.provider.ambiguous),
            message: "the answer could not be kept: \(Fault.words(error))",
            phase: TransportFailure.Phase.receiving.rawValue,
            errorClass: "storage",
            status: answer.head.status,
            hint: .none,
            evidence: Append([])
        )
    }

    /// Records the failed attempt, and decides: wait and go on, park, or end.
    private func goesOn(
        after failed: FailedAttempt,
        _ number: Int,
        madeNow: Int,
        _ course: inout Course
    ) async throws -> Bool {
        let decision =
            failed.isCancelled
            ? RetryPlan.Decision.stop
            : course.plan.retry.decision(
                after: failed.outcome,
                attempt: madeNow,
                hint: failed.hint,
                fraction: fraction()
            )
        course.billed = max(course.billed, failed.outcomeBilled)
        var append = failed.evidence
        var body = failed.body(number)
        var wait: Duration?
        switch decision {
        case .again(let delay), .park(let delay):
            wait = delay
            body["not_before"] = .string(environment.now().adding(milliseconds: delay.milliseconds).description)
        case .stop: break
        }
        append.drafts.append(course.draft(.attemptFailed, attempt: number, body))
        try await recorder.append(append)
        switch decision {
        case .again:
            course.log.add("attempt \(number): sent again in \((wait ?? .zero).milliseconds) ms", at: environment.now())
            do {
                try await Task.sleep(for: wait ?? .zero)
                return true
            } catch {
                try await finish(&course, stopped(.cancelled, course.billed))
                return false
            }
        case .park:
            course.log.add("parked until \(body["not_before"]?.string ?? "")", at: environment.now())
            try await park(&course)
            return false
        case .stop:
            try await finish(&course, fault(failed, course))
            return false
        }
    }

    /// The run waits for a later process; only its log is written.
    private func park(_ course: inout Course) async throws {
        var append = Append([])
        log(course, &append)
        try await recorder.append(append)
    }

    private func fault(_ failed: FailedAttempt, _ course: Course) -> Fault {
        if failed.isCancelled { return stopped(failed.hasLeft ? .unknownOutcome : .cancelled, course.billed) }
        let state: RunState =
            switch failed.outcome.end {
            case .unknownOutcome: .unknownOutcome
            case .timedOut: .timedOut
            case .failed, .answered: .failed
            }
        return Fault(
            code: failed.outcome.code ?? .providerFailed,
            message: failed.message,
            billed: course.billed,
            state: state
        )
    }

    /// The end that a signal makes.
    func stopped(_ state: RunState, _ billed: Billed) -> Fault {
        let code = stopCode() ?? .runInterrupted
        let what =
            state == .cancelled
            ? "nothing was under way" : "the request had left; it may have been billed, and is not sent again"
        return Fault(code: code, message: "stopped by a signal: \(what)", billed: billed, state: state)
    }

    var archiver: BodyArchiver {
        BodyArchiver(redactor: redactor, sealKey: recorder.keys.seal, random: environment.random)
    }

    private func fraction() -> Double {
        let bytes = environment.random(2)
        return Double(Int(bytes[0]) << 8 | Int(bytes[1])) / 65_536
    }
}

extension Duration {
    fileprivate var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
