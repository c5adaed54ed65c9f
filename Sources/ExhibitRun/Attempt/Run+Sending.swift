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
