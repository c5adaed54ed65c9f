import ExhibitJSON
package import ExhibitModel

/// An answer that is not the media that was asked for.
package struct ProviderFailure: Error, Sendable, Hashable {
    package let code: ErrorCode
    /// One line, at most 500 characters; the provider's own words, so it is redacted before it is shown.
    package let message: String
    package let status: Int
    /// The provider's own error code, such as `moderation_blocked`.
    package let providerCode: String?
    package let requestID: String?
    /// How the attempt ends, where the dialect knows better than the table of statuses.
    package let end: AttemptEnd?
    /// How long the dialect wants to wait before another attempt, when the answer's headers do not say.
    package let wait: Duration?

    /// What the failure means for the run: the table's row, with the code that the provider's own words give.
    package func outcome(ambiguous: AttemptOutcome.Ambiguous, retryHint: RetryHint = .none) -> AttemptOutcome {
        if let end { return AttemptOutcome.of(end, ambiguous: ambiguous).refined(by: code) }
        guard (200..<300).contains(status) else {
            return AttemptOutcome.of(status: status, ambiguous: ambiguous, retryHint: retryHint).refined(by: code)
        }
        return AttemptOutcome.of(code == .replyUnparsable ? .unparsable : .noMedia).refined(by: code)
    }

    private static let moderationWords = [
        "moderation_blocked", "moderation_details", "content_policy_violation", "content_filter", "request_moderated",
        "content_moderated", "image_safety", "safety_violations=", "datainspectionfailed", "sensitivecontentdetected",
    ]

    /// A failure that the dialect names itself; what the body says is added to the sentence.
    ///
    /// The code is given where the dialect knows more exactly than the end why there is no media, the provider's own word
    /// where it stands elsewhere than errors do, and the body where it is not the whole answer that speaks of it.
    init(
        _ end: AttemptEnd,
        _ reply: Reply,
        _ sentence: String,
        code: ErrorCode? = nil,
        providerCode: String? = nil,
        wait: Duration? = nil,
        saying body: ErrorBody? = nil
    ) {
        let fallback = code ?? AttemptOutcome.of(end).code ?? .providerFailed
        let body = body ?? reply.value.flatMap(ErrorBody.init)
        self.init(reply, body, fallback: fallback, sentence, end: end, providerCode: providerCode, wait: wait)
    }

    /// An answer with a status that is not 2xx.
    init(refusal reply: Reply, _ sentence: String? = nil) {
        let body = reply.value.flatMap(ErrorBody.init)
        let outcome = AttemptOutcome.of(status: reply.status, ambiguous: .retry)
        self.init(reply, body, fallback: outcome.code ?? .providerRefused, sentence ?? "HTTP \(reply.status)")
    }

    /// A 2xx answer in which no media was found.
    init(withoutMedia reply: Reply) {
        guard let value = reply.value else {
            self.init(reply, nil, fallback: .replyUnparsable, "the answer is not JSON")
            return
        }
        let body = ErrorBody(value)
        let job = ["task_id", "job_id", "id"].lazy.compactMap { value[$0]?.string ?? value["data"]?[$0]?.string }.first
        let sentence =
            job.map { "the answer names a job (\($0.prefix(80))) in no known form, and holds no media" }
            ?? "the answer holds no media"
        self.init(reply, body, fallback: .replyEmpty, sentence)
    }

    /// A job that its provider says is over without a result.
    ///
    /// The provider's own word for how it ended stands for a code where the body has none.
    init(_ end: AttemptEnd, job reply: Reply, word: String, _ body: ErrorBody?) {
        var body = body ?? ErrorBody()
        body.code = body.code ?? JobState.plain(word)
        self.init(end, reply, "the job ended as \"\(ProviderText.line(word))\"", saying: body)
    }

    private init(
        _ reply: Reply,
        _ body: ErrorBody?,
        fallback: ErrorCode,
        _ sentence: String,
        end: AttemptEnd? = nil,
        providerCode word: String? = nil,
        wait: Duration? = nil
    ) {
        self.end = end
        self.wait = wait
        status = reply.status
        providerCode = (word ?? body?.code ?? body?.type).map { String(ProviderText.line($0).prefix(100)) }
        requestID = RequestIdentifier.find(in: reply, message: body?.message)
        code = Self.refined(fallback, body)
        let detail = body?.message ?? reply.text.flatMap(ProviderText.title)
        let reason = [detail, body.flatMap { $0.categories.isEmpty ? nil : $0.categories.joined(separator: ", ") }]
            .compactMap(\.self).joined(separator: " – ")
        message = ProviderText.line(reason.isEmpty ? sentence : "\(sentence): \(reason)")
    }

    /// What the body says more exactly than the status: only refusals are refined, since a server's failure stays one.
    private static func refined(_ code: ErrorCode, _ body: ErrorBody?) -> ErrorCode {
        guard let body, code == .providerRefused || code == .replyEmpty || code == .jobFailed else { return code }
        let words = [body.code, body.type, body.message].compactMap { $0?.lowercased() }
        if moderationWords.contains(where: { word in words.contains { $0.contains(word) } }) {
            return .providerModeration
        }
        return body.code?.lowercased() == "model_not_found" ? .modelNotFound : code
    }
}
