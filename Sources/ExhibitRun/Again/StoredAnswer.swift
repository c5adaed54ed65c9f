import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// An answer read back from the record, as if it had just come.
enum StoredAnswer {
    /// Nil when its body is gone, or holds no media.
    static func read(_ replay: RunReplay, _ course: Course, _ recorder: Recorder) async throws -> Run.Answer? {
        guard let response = replay.resultResponse, let bytes = try await blob(response, recorder) else { return nil }
        let document = try BodyDocument(parsing: bytes)
        // A binary answer is its own media; it has no text.
        let whole: Digest? =
            if case .raw(let digest)? = document.segments.first, document.segments.count == 1 { digest } else { nil }
        let text = whole == nil ? try await StoredText.read(document, recorder) : nil
        let headers = (response.body["headers"]?.object ?? [:]).members.map {
            HeaderField($0.key, $0.value.string ?? "")
        }
        let read = ReadReply(
            status: response.body["status"]?.int ?? 200,
            headers: headers,
            text,
            limit: course.textLimit
        )
        guard
            case .done(let references, let echoed, let usage, _, _) = course.dialect.after(
                read.reply,
                to: try await purpose(of: response, replay, recorder),
                course.plan.intent,
                endpoint: course.endpoint
            )
        else { return nil }
        var inline: [Int: InlineMedia.Found] = [:]
        for (place, reference) in references.enumerated() {
            if case .body = reference.kind, let whole, let bytes = response.body["raw_bytes"]?.int {
                inline[place] = InlineMedia.Found(sha256: whole, bytes: bytes)
                continue
            }
            guard !reference.isElsewhere, let found = try digest(reference, read) else { continue }
            inline[place] = InlineMedia.Found(sha256: found.sha256, bytes: found.bytes)
        }
        return Run.Answer(
            references: references,
            inline: inline,
            response: response.seq,
            document: document,
            contentType: headers.value("content-type"),
            isAmbiguous: read.isAmbiguous,
            echoed: echoed,
            usage: usage,
            number: replay.lastAttempt?.number ?? 1
        )
    }

    private static func digest(_ reference: MediaReference, _ read: ReadReply) throws -> (sha256: Digest, bytes: Int)? {
        let strings = read.strings(reference)
        if case .joinedBase64 = reference.kind { return try read.text?.digestOfBase64(joining: strings) }
        return try strings.first.flatMap { try read.text?.digestOfBase64($0) }
    }

    /// What the answer was an answer to.
    private static func purpose(of response: Entry, _ replay: RunReplay, _ recorder: Recorder) async throws -> Purpose {
        let started = replay.entries.last {
            $0.type == .attemptStarted && $0.attempt == response.attempt && $0.body["step"] == response.body["step"]
        }
        let word = started?.body["purpose"]?.string
        guard let word, let last = replay.jobReports.last else {
            let page = replay.page.map { [FetchDialect.page: $0] }
            return .submit(Variation(recorded: started?.body ?? [:]), memory: page ?? [:])
        }
        // Its addresses are not needed to read an answer.
        let job = try await Run.job(of: replay, recorder) ?? Job(id: last.body["remote_id"]?.string ?? "")
        return word == "result" ? .result(job) : .poll(job)
    }

    private static func blob(_ response: Entry, _ recorder: Recorder) async throws -> [UInt8]? {
        guard let hex = response.body["body_blob"]?.string else { return nil }
        return await recorder.blob(hex)
    }
}
