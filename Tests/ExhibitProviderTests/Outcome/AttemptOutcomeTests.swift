import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct AttemptOutcomeTests {
    typealias Row = (status: Int, end: AttemptOutcome.End, retries: Bool, exit: ExitCode?, billed: Billed)

    static let rows: [Row] = [
        (200, .answered, false, nil, .yes), (201, .answered, false, nil, .yes), (299, .answered, false, nil, .yes),
        (429, .failed, true, .busy, .no), (503, .failed, true, .busy, .no),
        (408, .failed, true, .failed, .maybe), (500, .failed, true, .failed, .maybe),
        (502, .failed, true, .failed, .maybe), (504, .failed, true, .failed, .maybe),
        (501, .unknownOutcome, false, .outcomeUnknown, .maybe), (505, .unknownOutcome, false, .outcomeUnknown, .maybe),
        (520, .unknownOutcome, false, .outcomeUnknown, .maybe), (524, .unknownOutcome, false, .outcomeUnknown, .maybe),
        (527, .unknownOutcome, false, .outcomeUnknown, .maybe), (599, .unknownOutcome, false, .outcomeUnknown, .maybe),
        (401, .failed, false, .authentication, .no), (403, .failed, false, .authentication, .no),
        (400, .failed, false, .refusedByProvider, .no), (402, .failed, false, .refusedByProvider, .no),
        (404, .failed, false, .refusedByProvider, .no), (409, .failed, false, .refusedByProvider, .no),
        (413, .failed, false, .refusedByProvider, .no), (422, .failed, false, .refusedByProvider, .no),
        (302, .failed, false, .refusedByProvider, .no), (307, .failed, false, .refusedByProvider, .no),
    ]

    @Test(arguments: rows)
    func `what a status means`(row: Row) {
        let outcome = AttemptOutcome.of(status: row.status, ambiguous: .retry)
        #expect(outcome.end == row.end)
        #expect(outcome.retries == row.retries)
        #expect(outcome.code?.exit == row.exit)
        #expect(outcome.billed == row.billed)
    }

    @Test(arguments: 100...599)
    func `stopping where it is ambiguous changes exactly four statuses`(status: Int) {
        let plain = AttemptOutcome.of(status: status, ambiguous: .retry)
        let stopping = AttemptOutcome.of(status: status, ambiguous: .stop)
        guard [408, 500, 502, 504].contains(status) else {
            #expect(stopping == plain)
            return
        }
        #expect(stopping.end == .unknownOutcome)
        #expect(stopping.code == .outcomeUnknown)
        #expect(stopping.code?.exit == .outcomeUnknown)
        #expect(!stopping.retries)
        #expect(stopping.billed == .maybe)
    }

    @Test(arguments: 100...599, [true, false])
    func `the provider's own word on retrying wins, and changes nothing else`(status: Int, word: Bool) {
        let hint = RetryHint(shouldRetry: word, after: nil)
        for ambiguous in AttemptOutcome.Ambiguous.allCases {
            let plain = AttemptOutcome.of(status: status, ambiguous: ambiguous)
            let hinted = AttemptOutcome.of(status: status, ambiguous: ambiguous, retryHint: hint)
            #expect(hinted.retries == (plain.end == .answered ? false : word))
            #expect(hinted.end == plain.end && hinted.code == plain.code && hinted.billed == plain.billed)
        }
    }

    @Test(arguments: 100...599)
    func `a request that may have been billed is never called safe to retry`(status: Int) {
        let outcome = AttemptOutcome.of(status: status, ambiguous: .retry)
        if outcome.code?.exit == .busy { #expect(outcome.billed == .no) }
        if outcome.end == .unknownOutcome { #expect(outcome.billed != .no && !outcome.retries) }
    }

    typealias EndRow = (
        end: AttemptEnd, run: AttemptOutcome.End, retries: Bool, code: ErrorCode, exit: ExitCode, billed: Billed
    )

    static let ends: [EndRow] = [
        (.notDelivered, .failed, true, .providerUnreachable, .busy, .no),
        (.certificateUntrusted, .failed, false, .tlsUntrusted, .failed, .no),
        (.addressRefused, .failed, false, .addressRefused, .failed, .no),
        (.noAnswer, .unknownOutcome, false, .outcomeUnknown, .outcomeUnknown, .maybe),
        (.answerBrokeOff, .unknownOutcome, false, .replyIncomplete, .outcomeUnknown, .yes),
        (.textTooLong, .unknownOutcome, false, .replyTextTooLong, .outcomeUnknown, .yes),
        (.mediaTooLarge, .unknownOutcome, false, .replyMediaTooLarge, .outcomeUnknown, .yes),
        (.headersTooLong, .unknownOutcome, false, .replyHeadersTooLong, .outcomeUnknown, .yes),
        (.noMedia, .failed, false, .replyEmpty, .refusedByProvider, .maybe),
        (.unparsable, .failed, false, .replyUnparsable, .failed, .yes),
        (.ambiguousAnswer, .failed, false, .replyAmbiguous, .failed, .yes),
        (.invalidBase64, .failed, false, .mediaInvalidBase64, .failed, .yes),
        (.undecodable, .failed, false, .mediaUndecodable, .failed, .yes),
        (.downloadFailed, .failed, false, .mediaDownloadFailed, .failed, .yes),
        (.pollDeadline, .timedOut, false, .pollDeadline, .timedOutWaiting, .maybe),
        (.jobUnreachable, .timedOut, false, .jobUnreachable, .timedOutWaiting, .maybe),
        (.jobFailed, .failed, false, .jobFailed, .failed, .maybe),
        (.jobCancelled, .failed, false, .jobCancelled, .failed, .maybe),
        (.jobExpired, .failed, false, .jobExpired, .failed, .maybe),
        (.unavailable, .failed, false, .providerBusy, .busy, .no),
        (.queueFull, .failed, true, .providerBusy, .busy, .no),
        (.notConfigured, .failed, false, .providerNotConfigured, .usage, .no),
        (.otherModel, .failed, false, .modelNotFound, .refusedByProvider, .no),
        (.preparationUnclear, .failed, false, .replyUnparsable, .failed, .no),
        (.unauthenticated, .failed, false, .authenticationFailed, .authentication, .no),
        (.upstreamFailed, .failed, true, .providerFailed, .failed, .maybe),
    ]

    @Test(arguments: ends)
    func `what an end without such a status means`(row: EndRow) {
        let outcome = AttemptOutcome.of(row.end)
        #expect(outcome.end == row.run)
        #expect(outcome.retries == row.retries)
        #expect(outcome.code == row.code)
        #expect(outcome.code?.exit == row.exit)
        #expect(outcome.billed == row.billed)
    }

    @Test func `the table names every end`() {
        #expect(Set(Self.ends.map(\.end)) == Set(AttemptEnd.allCases))
    }

    @Test func `a refusal takes the more exact code, a failure keeps its own`() {
        let refusal = AttemptOutcome.of(status: 400, ambiguous: .retry)
        #expect(refusal.refined(by: .providerModeration).code == .providerModeration)
        #expect(refusal.refined(by: .outcomeUnknown).code == .providerRefused)
        let failure = AttemptOutcome.of(status: 500, ambiguous: .stop)
        #expect(failure.refined(by: .providerModeration) == failure)
    }
}
