import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRun

/// A command line made ready: everything is read and checked, nothing is sent or recorded yet.
struct MakeRequest {
    let options: MakeOptions
    let context: CommandContext
    let home: Home
    let resolved: ResolvedProvider
    /// One run; several for a text that is spoken in parts.
    let plans: [RunPlan]
    /// The first request of each.
    let planned: [Planned]
    private let planner: RunPlanner

    /// What has to be free before anything is sent, in bytes.
    static let freeSpace: Int64 = 256 << 20

    /// `run` is the id that the (first) run has to have, where somebody has given one already.
    init(_ options: MakeOptions, _ kind: MakeKind, _ context: CommandContext, run: ULID? = nil) async throws {
        self.options = options
        self.context = context
        let environment = context.environment
        home = try context.home(options.home, options.output)
        let material = try MakeMaterial(options, kind, environment)
        let resolved = try await Self.resolve(options, material, home, context)
        let policies = try PolicyLibrary(home: home, environment: environment)
            .adopted(options.provider.policies, defaults: resolved.defaultPolicies)
        try material.checkCount(policies)
        planner = RunPlanner(
            options: options,
            kind: kind,
            material: material,
            resolved: resolved,
            policies: policies,
            home: home,
            environment: environment,
            run: run
        )
        let plans = try planner.plans()
        planned = try plans.map { plan in
            let endpoint = ProviderEndpoint(baseURL: plan.provider.baseURL, token: "dryrun")
            return try resolved.dialect.start(plan.intent, endpoint: endpoint)
        }
        self.resolved = resolved
        self.plans = plans
    }

    private static func resolve(
        _ options: MakeOptions,
        _ material: MakeMaterial,
        _ home: Home,
        _ context: CommandContext
    ) async throws -> ResolvedProvider {
        var request = ProviderRequestOptions(
            provider: options.provider.provider,
            model: options.provider.model,
            mode: material.mode,
            inputs: material.announced,
            configFlag: options.home.config
        )
        // A dry run asks nobody.
        if !options.sending.dryRun {
            request.serverModel = try await context.serverModel(request, home)
        }
        return try context.provider(request, home)
    }

    /// Makes the run, from the first check to the last line.
    func perform() async throws -> Answer {
        try Budget(options.consent).check(estimate)
        try Confirmation(options: options.consent, console: context.console).ask(plans, planned, estimate)
        try checkPlaces()
        guard plans.count == 1, let plan = plans.first else {
            let whole = planner.whole(plans)
            try whole.check(count: 1)
            return try await SpokenParts(request: self, whole: whole).perform()
        }
        let result = try await session.perform { run in
            try await run.perform(plan)
        } resulting: {
            plan.run.description
        }
        return MakeAnswer.of(result, options.delivery, context.environment)
    }

    var session: RunSession {
        RunSession(
            context: context,
            home: home,
            secrets: resolved.secrets,
            output: options.output,
            sequentialProvider: plans.first.flatMap { resolved.sequentialID($0.intent) }
        )
    }

    /// What would be sent: nothing is sent, nothing is recorded.
    func dryRun() -> Answer {
        DryRunAnswer.of(plans, planned, estimate)
    }

    var estimate: Estimate { Estimate(plans, planned, prices: resolved.prices) }

    /// Parts of one whole share their folders: the first one's say it for all.
    func checkPlaces() throws {
        guard let plan = plans.first, let planned = planned.first else { return }
        try plan.delivery.check(count: planned.sent.n ?? 1, finishes: plan.pictures?.afterReply.finishes == true)
        for folder in [plan.delivery.runFolder, home.path] {
            if let free = Self.free(at: folder), free < Self.freeSpace {
                throw Report(.diskFull, "only \(free >> 20) MiB are free for \(folder); nothing was sent")
            }
        }
    }

    /// Of the folder, or of the nearest one above it that is there.
    static func free(at folder: String) -> Int64? {
        RegularFile.exists(folder) || folder.count <= 1
            ? RegularFile.freeSpace(at: folder) : free(at: RegularFile.folder(of: folder))
    }
}
