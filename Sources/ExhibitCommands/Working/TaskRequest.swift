import ExhibitArguments
import ExhibitModel
import ExhibitProvider
import ExhibitQueue
import ExhibitRun

/// A task's command line made ready, as the command itself would: everything is read and checked, nothing is sent or
/// recorded yet.
struct TaskRequest: Sendable {
    var plan: RunPlan
    /// The first request; nil for a text that is taken apart here.
    let planned: Planned?
    let resolved: ResolvedProvider
    let estimate: Estimate
    private let work: Work

    private enum Work: Sendable {
        case make(MakeRequest)
        case fetch(FetchRequest)
    }

    /// `home` stands in place of what a command line would name, and `run` is the id that the run has to have.
    ///
    /// Without a `run` nothing is to be recorded. Without `asks` nobody is asked, not even a server that chooses its model.
    init(_ order: TaskOrder, home: String, _ context: CommandContext, run: ULID? = nil, asks: Bool = true) async throws
    {
        let context = order.folder.map(context.moved(to:)) ?? context
        let invocation = try TaskLine.parse(order)
        if var options = invocation.options(as: FetchOptions.self) {
            options.home.home = home
            options.sending.dryRun = !asks
            let request = try FetchRequest(options, context, run: run)
            self.init(
                .fetch(request),
                request.plan,
                try request.planned,
                request.resolved,
                Estimate(count: 1, micros: 0)
            )
            return
        }
        guard var options = invocation.options(as: MakeOptions.self), let kind = MakeKind(rawValue: order.command)
        else {
            throw Report(.usageInvalid, "\(order.command) is no command that makes media")
        }
        options.home.home = home
        options.sending.dryRun = !asks
        let request = try await MakeRequest(options, kind, context, run: run)
        guard let plan = request.plans.first, request.plans.count == 1 else {
            throw Report(
                .usageInvalid,
                "a task makes one run, and this one would make \(request.plans.count)",
                hint: "leave split out, and write an item for each paragraph"
            )
        }
        try Budget(options.consent).check(request.estimate)
        self.init(.make(request), plan, request.planned.first, request.resolved, request.estimate)
    }

    private init(
        _ work: Work,
        _ plan: RunPlan,
        _ planned: Planned?,
        _ resolved: ResolvedProvider,
        _ estimate: Estimate
    ) {
        self.work = work
        self.plan = plan
        self.planned = planned
        self.resolved = resolved
        self.estimate = estimate
    }

    /// That what is made can be put where it belongs; makes the folders.
    func checkPlaces() throws {
        switch work {
        case .make(let request): try request.checkPlaces()
        case .fetch(let request): try request.plan.delivery.check(count: 1)
        }
    }

    /// The same as far as it can be told without making a folder.
    func checkNames() throws {
        try plan.delivery.checkNames(
            count: planned?.sent.n ?? 1,
            finishes: plan.pictures?.afterReply.finishes == true
        )
    }

    func perform(on run: Run) async throws {
        switch work {
        case .make: try await run.perform(plan)
        case .fetch(var request):
            request.plan = plan
            try await request.perform(on: run)
        }
    }

    /// How long all attempts together may take by what the command line allows them.
    var promisedTime: Duration {
        let pace = DialectTable.dialect(plan.intent.dialect)?.pace(plan.intent)
        let followed = pace.flatMap { plan.intent.mode.bills ? plan.polling.deadline(at: $0) : nil } ?? .zero
        let attempt = max(.milliseconds(plan.timeoutMilliseconds), followed)
        return (attempt + plan.retry.maxDelay + plan.retry.jitter) * plan.retry.maxAttempts
    }
}
