package import ExhibitModel

/// What the end of an attempt means: sent again or not, how the run ends if not, and whether it may have cost money.
///
/// This is the table "How each end of an attempt is recorded"; nothing else decides any of it.
package struct AttemptOutcome: Sendable, Hashable {
    /// How the run ends when the request is not sent again.
    package enum End: String, Sendable, Hashable {
        /// A 2xx status: what it holds decides.
        case answered
        case failed
        case unknownOutcome = "unknown_outcome"
        case timedOut = "timed_out"
    }

    /// What the provider's settings want after an answer that leaves open whether the request was billed.
    package enum Ambiguous: String, Sendable, Hashable, CaseIterable {
        case retry
        case stop
    }

    package let end: End
    /// Whether another attempt may be made, if any are left.
    package let retries: Bool
    /// Nil when answered.
    package let code: ErrorCode?
    package let billed: Billed

    init(_ end: End, retries: Bool = false, _ code: ErrorCode?, _ billed: Billed) {
        self.end = end
        self.retries = retries
        self.code = code
        self.billed = billed
    }

    /// The outcome of a status line, whatever the body.
    ///
    /// The hint's `x-should-retry` wins over the table for all but 2xx; how the run ends if no attempt is left does not
    /// change.
    package static func of(status: Int, ambiguous: Ambiguous, retryHint: RetryHint = .none) -> AttemptOutcome {
        let row = row(status: status, ambiguous)
        guard row.end != .answered, let retries = retryHint.shouldRetry else { return row }
        return AttemptOutcome(row.end, retries: retries, row.code, row.billed)
    }

    private static func row(status: Int, _ ambiguous: Ambiguous) -> AttemptOutcome {
        switch status {
        case 200..<300: AttemptOutcome(.answered, nil, .yes)
        case 429, 503: AttemptOutcome(.failed, retries: true, .providerBusy, .no)
        case 408, 500, 502, 504:
            switch ambiguous {
            case .retry: AttemptOutcome(.failed, retries: true, .providerFailed, .maybe)
            case .stop: AttemptOutcome(.unknownOutcome, .outcomeUnknown, .maybe)
            }
        case 401, 403: AttemptOutcome(.failed, .authenticationFailed, .no)
        // Redirects are not followed: whoever redirects has not made a picture.
        case 300..<500: AttemptOutcome(.failed, .providerRefused, .no)
        default: AttemptOutcome(.unknownOutcome, .outcomeUnknown, .maybe)
        }
    }

    package static func of(_ end: AttemptEnd, ambiguous: Ambiguous = .retry) -> AttemptOutcome {
        switch end {
        case .notDelivered: AttemptOutcome(.failed, retries: true, .providerUnreachable, .no)
        case .certificateUntrusted: AttemptOutcome(.failed, .tlsUntrusted, .no)
        case .addressRefused: AttemptOutcome(.failed, .addressRefused, .no)
        case .noAnswer: AttemptOutcome(.unknownOutcome, .outcomeUnknown, .maybe)
        case .answerBrokeOff: AttemptOutcome(.unknownOutcome, .replyIncomplete, .yes)
        case .textTooLong: AttemptOutcome(.unknownOutcome, .replyTextTooLong, .yes)
        case .mediaTooLarge: AttemptOutcome(.unknownOutcome, .replyMediaTooLarge, .yes)
        case .headersTooLong: AttemptOutcome(.unknownOutcome, .replyHeadersTooLong, .yes)
        case .noMedia: AttemptOutcome(.failed, .replyEmpty, .maybe)
        case .unparsable: AttemptOutcome(.failed, .replyUnparsable, .yes)
        case .ambiguousAnswer: AttemptOutcome(.failed, .replyAmbiguous, .yes)
        case .invalidBase64: AttemptOutcome(.failed, .mediaInvalidBase64, .yes)
        case .undecodable: AttemptOutcome(.failed, .mediaUndecodable, .yes)
        case .downloadFailed: AttemptOutcome(.failed, .mediaDownloadFailed, .yes)
        case .pollDeadline: AttemptOutcome(.timedOut, .pollDeadline, .maybe)
        case .jobUnreachable: AttemptOutcome(.timedOut, .jobUnreachable, .maybe)
        case .jobFailed: AttemptOutcome(.failed, .jobFailed, .maybe)
        case .jobCancelled: AttemptOutcome(.failed, .jobCancelled, .maybe)
        case .jobExpired: AttemptOutcome(.failed, .jobExpired, .maybe)
        case .unavailable: AttemptOutcome(.failed, .providerBusy, .no)
        case .queueFull: AttemptOutcome(.failed, retries: true, .providerBusy, .no)
        case .notConfigured: AttemptOutcome(.failed, .providerNotConfigured, .no)
        case .otherModel: AttemptOutcome(.failed, .modelNotFound, .no)
        case .preparationUnclear: AttemptOutcome(.failed, .replyUnparsable, .no)
        case .unauthenticated: AttemptOutcome(.failed, .authenticationFailed, .no)
        case .upstreamFailed: row(status: 502, ambiguous)
        }
    }

    /// The same for a request that comes before the one that may bill: silence and a server's failure cost nothing.
    package var beforeSubmit: AttemptOutcome {
        guard end == .unknownOutcome || code == .providerFailed else {
            return AttemptOutcome(end, retries: retries, code, .no)
        }
        return AttemptOutcome(.failed, retries: true, .providerBusy, .no)
    }

    /// The same outcome with a code that says more exactly why the provider refused; other outcomes keep theirs.
    func refined(by exact: ErrorCode) -> AttemptOutcome {
        guard code == .providerRefused || code == .replyEmpty || code == .jobFailed else { return self }
        guard exact == .providerModeration || exact == .modelNotFound else { return self }
        return AttemptOutcome(end, retries: retries, exact, billed)
    }
}
