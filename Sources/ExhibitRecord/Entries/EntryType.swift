/// The entry types of format 1; a type outside this list is a finding.
package enum EntryType: String, Sendable, Hashable, CaseIterable {
    case ledgerInit = "ledger.init"
    case sessionOpen = "session.open"
    case sessionClose = "session.close"
    case configSnapshot = "config.snapshot"
    case policyAdopt = "policy.adopt"
    case keyRotate = "key.rotate"
    case ledgerRestored = "ledger.restored"
    case valueForgotten = "value.forgotten"
    case export
    case warning
    case requestIntent = "request.intent"
    case attemptStarted = "attempt.started"
    case responseReceived = "response.received"
    case attemptFailed = "attempt.failed"
    case jobSubmitted = "job.submitted"
    case jobStatus = "job.status"
    case jobCancel = "job.cancel"
    case artifactStored = "artifact.stored"
    case artifactDerived = "artifact.derived"
    case runLog = "run.log"
    case runState = "run.state"
    case reconcile
    case verdict
    case reviewDecision = "review.decision"
    case waiver
    case batchOpened = "batch.opened"
    case batchClosed = "batch.closed"
    case taskState = "task.state"
    case budgetReserved = "budget.reserved"
    case budgetSettled = "budget.settled"
    case handshakeReceipt = "handshake.receipt"
    case provenanceC2PA = "provenance.c2pa"
    case provenanceProviderCheck = "provenance.provider_check"
    case anchorRFC3161 = "anchor.rfc3161"
    case anchorCosign = "anchor.cosign"

    /// Whether entries of this type tell of tasks and batches.
    package var isAboutTasks: Bool {
        switch self {
        case .batchOpened, .batchClosed, .taskState, .budgetReserved, .budgetSettled: true
        default: false
        }
    }

    /// Whether entries of this type say what an outside party has vouched for.
    package var isAnchor: Bool { self == .anchorRFC3161 || self == .anchorCosign }

    /// Whether entries of this type keep house: they tell of no run, picture, judgement, policy or key.
    ///
    /// They stand behind the newest date of every ledger, since to record that date makes them.
    package var isHousekeeping: Bool {
        switch self {
        case .sessionOpen, .sessionClose, .export, .warning: true
        default: isAnchor
        }
    }

    /// The number that names this list, kept in `session.open.body.format`.
    package static let format = 1
}
