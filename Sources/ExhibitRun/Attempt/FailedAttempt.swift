import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitTransport

/// An attempt that did not bring the result, with what is to be recorded of it.
struct FailedAttempt {
    let outcome: AttemptOutcome
    /// Redacted already.
    let message: String
    let phase: String
    let errorClass: String
    let status: Int?
    let hint: RetryHint
    var isCancelled = false
    /// What came of an answer, recorded together with the failure.
    let evidence: Append

    /// Whether the request had left when it was called off.
    var hasLeft: Bool { phase != TransportFailure.Phase.notLeft.rawValue }

    /// What it may have cost: one that was called off halfway says nothing about that.
    var outcomeBilled: Billed { isCancelled ? (hasLeft ? max(.maybe, outcome.billed) : .no) : outcome.billed }

    func body(_ number: Int) -> JSONObject {
        var body: JSONObject = [
            "n": .int(number), "step": 1, "phase": .string(phase), "class": .string(errorClass),
            "code": .string((outcome.code ?? .providerFailed).rawValue), "billed": .string(outcomeBilled.rawValue),
            "message": .string(message),
        ]
        body["status"] = status.map(JSONValue.int)
        return body
    }
}
