import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitTransport

/// An attempt that did not bring the result, with what is to be recorded of it.
struct FailedAttempt {
    var outcome: AttemptOutcome
    /// Redacted already.
    let message: String
    let phase: String
    let errorClass: String
    let status: Int?
    let hint: RetryHint
    var isCancelled = false
    /// 0 for what comes before the request that may bill.
    var step = 1
    /// Whether the request might have cost money at all.
    var bills = true
    /// What came of an answer, recorded together with the failure.
    let evidence: Append

    /// Whether the request had left when it was called off.
    var hasLeft: Bool { step == 1 && phase != TransportFailure.Phase.notLeft.rawValue }

    /// What it may have cost: one that was called off halfway says nothing about that.
    var outcomeBilled: Billed {
        guard bills else { return .no }
        return isCancelled ? (hasLeft ? max(.maybe, outcome.billed) : .no) : outcome.billed
    }

    /// The same of a request that cannot bill.
    var unbilled: FailedAttempt {
        var failed = self
        failed.outcome = outcome.unbilled
        failed.bills = false
        return failed
    }

    /// The same for a request before the one that may bill: whatever became of it, nothing was bought.
    func beforeSubmit() -> FailedAttempt {
        var failed = self
        failed.outcome = outcome.beforeSubmit
        failed.step = 0
        return failed
    }

    func body(_ number: Int) -> JSONObject {
        var body: JSONObject = [
            "n": .int(number), "step": .int(step), "phase": .string(phase), "class": .string(errorClass),
            "code": .string((outcome.code ?? .providerFailed).rawValue), "billed": .string(outcomeBilled.rawValue),
            "message": .string(message),
        ]
        body["status"] = status.map(JSONValue.int)
        return body
    }
}
