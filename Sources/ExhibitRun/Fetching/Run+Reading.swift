import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord
import ExhibitRedaction
import ExhibitTransport

/// A text that is given instead of an answer: recorded as what it is, then taken like one.
extension Run {
    /// Fetches what `text` names and decodes what it holds; how it went is in the record.
    ///
    /// `scheme` says where the text came from: `text` or `file`.
    ///
    /// - Throws: before anything is recorded, for what the plan cannot do; later only when the ledger itself fails.
    package func perform(_ plan: RunPlan, reading text: [UInt8], from scheme: String) async throws {
        var course = try await prepare(plan)
        let announcement = try await announcement(course)
        let refusals = Precheck.refusals(plan, announcement.intent)
        guard refusals.isEmpty || plan.sendsAnyway else {
            try await refuse(refusals, announcement.append, &course)
            return
        }
        let number = 1
        let name = course.attemptName(number)
        let folder = try await recorder.makeTemporary(name)
        defer { recorder.store.removeTemporary(name) }
        let captured = try captured(text, folder)
        var append = announcement.append
        append.drafts.append(course.draft(.attemptStarted, attempt: number, started(number, scheme, course)))
        try await recorder.append(append)
        let facts = ConnectionFacts(scheme: scheme, host: "", port: 0)
        let answer = Head(HTTPHead(status: 200, headers: []), facts, TransferTiming())
        do {
            if case .failed(let failed, _) = try await receive(answer, captured, number, &course) {
                let last = RetryPlan.attemptLimit
                _ = try await goesOn(after: failed, number, madeNow: last, instead: nil, &course)
            }
        } catch {
            try await rescue(error, &course)
        }
        try await settle(course)
    }

    private func captured(_ text: [UInt8], _ folder: String) throws -> CapturedBody {
        let capture = BodyCapture(folder: folder, redactor: redactor)
        for start in stride(from: 0, to: text.count, by: 1 << 18) {
            _ = capture.receive(Array(text[start..<min(text.count, start + 1 << 18)]))
        }
        return try capture.finish()
    }

    /// No request is made: the entry says what was read, and where what is relative in it begins.
    private func started(_ number: Int, _ scheme: String, _ course: Course) -> JSONObject {
        var body: JSONObject = [
            "n": .int(number), "step": 1, "method": "READ", "origin": .string("\(scheme):"), "path": "", "bytes": 0,
            "bills": false,
        ]
        body["base"] = course.plan.intent.endpoint.flatMap(URLParts.init).map {
            .string($0.origin + redactor.redact($0.path).text)
        }
        return body
    }
}
