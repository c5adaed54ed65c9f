/// What the process tells its caller; the numbers are a contract.
package enum ExitCode: Int32, Sendable, CaseIterable {
    case done = 0
    case failed = 1
    case usage = 2
    case partial = 3
    case authentication = 4
    case refusedByProvider = 5
    case notAcceptable = 6
    case busy = 7
    case outcomeUnknown = 8
    case ownBound = 9
    case notFound = 10
    case ledgerLocked = 11
    case evidenceBroken = 12
    case timedOutWaiting = 13
    case interrupted = 130
    case terminated = 143

    package var meaning: String {
        switch self {
        case .done: "done, and the policy passed"
        case .failed: "failed at run time"
        case .usage: "usage or validation: nothing was sent"
        case .partial: "partial: some tasks of a batch did not complete, or entries lack the date that was required"
        case .authentication: "authentication or permission"
        case .refusedByProvider: "provider refused for good (400, moderation, model)"
        case .notAcceptable: "may not be used: rejected, denied, waiting for a reviewer, or refused before sending"
        case .busy: "provider busy: safe to retry later"
        case .outcomeUnknown: "outcome unknown, may have been billed: reconcile first"
        case .ownBound: "refused by our own bound: queue full, budget, concurrency"
        case .notFound: "not found"
        case .ledgerLocked: "ledger locked by another process"
        case .evidenceBroken: "evidence broken: audit verify found it"
        case .timedOutWaiting: "timed out waiting; the job may still run"
        case .interrupted: "interrupted (SIGINT), state saved"
        case .terminated: "terminated (SIGTERM), state saved"
        }
    }
}
