import ExhibitModel
import ExhibitProvider
import ExhibitTransport
import Testing

@testable import ExhibitRun

/// formats.md, "How each end of an attempt is recorded", for transfers that broke.
@Suite struct TransportOutcomeTests {
    typealias Kind = TransportFailure.Kind

    private func outcome(
        _ kind: Kind,
        _ phase: TransportFailure.Phase,
        status: Int? = nil,
        _ ambiguous: AttemptOutcome.Ambiguous = .retry
    ) -> AttemptOutcome {
        let failure = TransportFailure(
            kind: kind,
            phase: phase,
            head: status.map { HTTPHead(status: $0, headers: []) },
            facts: ConnectionFacts(scheme: "https", host: "gw.example", port: 443),
            detail: "d"
        )
        return TransportOutcome.of(failure, ambiguous: ambiguous)
    }

    @Test(arguments: Kind.allCases)
    func `a request that did not leave costs nothing`(kind: Kind) {
        for ambiguous in AttemptOutcome.Ambiguous.allCases {
            let outcome = outcome(kind, .notLeft, ambiguous)
            #expect(outcome.billed == .no)
            #expect(outcome.end == .failed)
            switch kind {
            case .tlsTrust: #expect(outcome.code == .tlsUntrusted && !outcome.retries)
            case .addressRefused: #expect(outcome.code == .addressRefused && !outcome.retries)
            default: #expect(outcome.code == .providerUnreachable && outcome.retries)
            }
        }
    }

    @Test(arguments: Kind.allCases)
    func `silence after the request left is unknown, and not retried`(kind: Kind) {
        let outcome = outcome(kind, .left)
        #expect(outcome.end == .unknownOutcome && !outcome.retries)
        #expect(outcome.code?.exit == .outcomeUnknown)
        #expect(outcome.billed == (kind == .headersTooLong ? .yes : .maybe))
    }

    @Test(arguments: Kind.allCases)
    func `a 2xx that breaks off is unknown and billed`(kind: Kind) {
        let outcome = outcome(kind, .receiving, status: 200)
        #expect(outcome.end == .unknownOutcome && !outcome.retries)
        #expect(outcome.billed == .yes)
        let code: ErrorCode =
            switch kind {
            case .headersTooLong: .replyHeadersTooLong
            case .bodyTooLong, .sinkStopped: .replyMediaTooLarge
            default: .replyIncomplete
            }
        #expect(outcome.code == code)
    }

    @Test(arguments: Kind.allCases, [301, 400, 401, 403, 408, 429, 500, 502, 503, 504, 520])
    func `any other status is the answer, however its text ended`(kind: Kind, status: Int) {
        for ambiguous in AttemptOutcome.Ambiguous.allCases {
            #expect(
                outcome(kind, .receiving, status: status, ambiguous)
                    == AttemptOutcome.of(status: status, ambiguous: ambiguous)
            )
        }
    }

    @Test(arguments: Kind.allCases)
    func `an answer without a head tells nothing`(kind: Kind) {
        let outcome = outcome(kind, .receiving)
        #expect(outcome.end == .unknownOutcome)
        #expect(outcome.code == (kind == .headersTooLong ? .replyHeadersTooLong : .outcomeUnknown))
    }
}
