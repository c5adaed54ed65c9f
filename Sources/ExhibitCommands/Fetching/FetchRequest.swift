import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRun

/// A `fetch` made ready: everything is read and checked, nothing is asked or recorded yet.
struct FetchRequest {
    private let options: FetchOptions
    private let context: CommandContext
    private let home: Home
    private let source: FetchSource
    let resolved: ResolvedProvider
    var plan: RunPlan

    /// `run` is the id that the run has to have, where somebody has given one already.
    init(_ options: FetchOptions, _ context: CommandContext, run: ULID? = nil) throws {
        self.options = options
        self.context = context
        let environment = context.environment
        home = try context.home(options.home, options.output)
        source = try FetchSource.read(options, environment)
        let headers = try FetchHeaders.read(options.headers, environment)
        let (route, endpoint, word) = try Self.place(source, options)
        resolved = try FetchSetup.resolve(
            origin: endpoint,
            headers,
            source: word,
            environment
        )
        let taskName = options.delivery.taskName ?? options.delivery.prefix ?? Mode.fetch.prefix
        let run = run ?? environment.makeID()
        plan = RunPlan(
            run: run,
            intent: Intent(
                provider: resolved.connection.id,
                providerSource: resolved.providerSource,
                dialect: resolved.connection.dialect,
                model: resolved.model,
                modelSource: resolved.modelSource,
                mode: .fetch,
                route: route,
                endpoint: endpoint,
                prompt: "",
                sentPrompt: "",
                promptGuard: .notNeeded,
                options: headers.options,
                taskName: taskName,
                taskKey: options.delivery.taskKey
            ),
            provider: resolved.connection,
            policies: try PolicyLibrary(home: home, environment: environment).adopted(options.policies, defaults: []),
            delivery: DeliverySetup.delivery(
                options.delivery,
                .fetch,
                taskName: taskName,
                run: run,
                outDir: nil,
                environment
            ),
            retry: try options.sending.retry,
            timeoutMilliseconds: try options.sending.timeout(nil),
            sendsAnyway: options.sending.sendAnyway,
            config: resolved.config,
            notes: resolved.notes
        )
    }

    /// The route, the address that it needs, and the flag that named the source.
    private static func place(
        _ source: FetchSource,
        _ options: FetchOptions
    ) throws -> (route: String, endpoint: String?, word: String) {
        guard case .address(let address) = source else {
            let word =
                options.responseText != nil
                ? "--response-text" : options.responseFile != nil ? "--response-file" : "REF"
            return (FetchDialect.text, options.origin, word)
        }
        guard options.origin == nil else {
            throw Report(
                .usageInvalid,
                "--origin is for a text; an address is its own origin",
                hint: "leave --origin out"
            )
        }
        return (FetchDialect.address, address, "REF")
    }

    /// Makes the run, from the first check to the last line.
    func perform() async throws -> Answer {
        try plan.delivery.check(count: 1)
        let result = try await RunSession(
            context: context,
            home: home,
            secrets: resolved.secrets,
            output: options.output
        )
        .perform { run in
            try await perform(on: run)
        } resulting: {
            plan.run.description
        }
        return MakeAnswer.of(result, options.delivery, context.environment)
    }

    func perform(on run: Run) async throws {
        switch source {
        case .address: try await run.perform(plan)
        case .text(let text, let scheme): try await run.perform(plan, reading: text, from: scheme)
        }
    }

    /// What would be asked: nothing is asked, nothing is recorded.
    func dryRun() throws -> Answer {
        guard let planned = try planned else {
            throw Report(.usageInvalid, "--dry-run shows a request, and a text needs none", hint: "leave --dry-run out")
        }
        return DryRunAnswer.of([plan], [planned], Estimate(count: 1, micros: 0))
    }

    /// The first request; nil for a text, which needs none.
    var planned: Planned? {
        get throws {
            guard case .address = source else { return nil }
            let endpoint = ProviderEndpoint(baseURL: plan.provider.baseURL, token: "dryrun")
            return try FetchDialect().start(plan.intent, endpoint: endpoint)
        }
    }
}
