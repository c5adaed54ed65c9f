import ExhibitModel
import ExhibitPolicy
import ExhibitProvider
import ExhibitRun

/// What is kept of an item's request once it was checked: the request itself may hold whole pictures.
struct ItemFacts: Sendable {
    let taskName: String
    let provider: String
    /// Empty for what has none.
    let model: String
    let estimate: Estimate
    let maxAttempts: Int
    /// How long all attempts together may take.
    let promisedTime: Duration
    /// Nil for what asks nobody.
    let canonicalRequest: [UInt8]?
    let delivery: Delivery
    /// `limits.max_workers` of the policies that will judge it, the highest.
    let workerCap: Int?
    /// The provider's name, when it takes one such request at a time.
    let sequentialProvider: String?
    /// As `--dry-run` shows it; nil where nothing is asked.
    let shown: Answer?

    /// `isShown` is false to leave ``shown`` out.
    init(_ request: TaskRequest, isShown: Bool) throws {
        let plan = request.plan
        taskName = plan.intent.taskName
        provider = plan.intent.provider
        model = request.planned?.sent.model ?? plan.intent.model
        estimate = request.estimate
        maxAttempts = plan.retry.maxAttempts
        promisedTime = request.promisedTime
        canonicalRequest = try request.planned.map { try plan.canonicalRequest(of: $0.sent) }
        delivery = plan.delivery
        workerCap = plan.policies.compactMap(\.policy.limits.maxWorkers).max()
        sequentialProvider = request.resolved.sequentialID(plan.intent)
        shown = isShown ? request.planned.map { DryRunAnswer.of([plan], [$0], request.estimate) } : nil
    }

    /// Whether there is a request to send.
    var asks: Bool { canonicalRequest != nil }
}
