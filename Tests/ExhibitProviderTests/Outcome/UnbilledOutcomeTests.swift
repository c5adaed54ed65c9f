import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct UnbilledOutcomeTests {
    @Test(arguments: AttemptEnd.allCases)
    func `nothing about a question stays unknown, and none is billed`(end: AttemptEnd) {
        let outcome = AttemptOutcome.of(end).unbilled
        #expect(outcome.end == .failed && outcome.billed == .no)
        #expect(outcome.code?.sentence.contains("bill") == false)
        #expect(outcome.retries || !AttemptOutcome.of(end).retries, "what was asked again is asked again")
    }

    @Test(arguments: [408, 429, 500, 502, 503, 504, 520, 599])
    func `a server's failure is asked again`(status: Int) {
        for ambiguous in AttemptOutcome.Ambiguous.allCases {
            let outcome = AttemptOutcome.of(status: status, ambiguous: ambiguous).unbilled
            #expect(outcome.retries && outcome.billed == .no && outcome.end == .failed)
        }
    }

    @Test(arguments: [301, 400, 401, 403, 404, 422])
    func `a refusal is one`(status: Int) {
        let outcome = AttemptOutcome.of(status: status, ambiguous: .retry)
        #expect(outcome.unbilled == outcome)
    }
}
