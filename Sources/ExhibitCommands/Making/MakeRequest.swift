import ExhibitConfiguration
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitProvider
import ExhibitRecord
import ExhibitRedaction
import ExhibitRun
import ExhibitTransport

/// A command line made ready: everything is read and checked, nothing is sent or recorded yet.
struct MakeRequest {
    let options: MakeOptions
    let context: CommandContext
    let home: Home
    let resolved: ResolvedProvider
    let plan: RunPlan

    private static let defaultTimeout = 600_000
    /// What has to be free before anything is sent, in bytes.
    static let freeSpace: Int64 = 256 << 20

    init(_ options: MakeOptions, isEdit: Bool, _ context: CommandContext) throws {
        self.options = options
        self.context = context
        let environment = context.environment
        home = try context.home(options.home, options.output)
        let prompt = try PromptReader.read(options, environment)
        let paths = try InputReader.paths(options)
        guard !isEdit || !paths.isEmpty else { throw Report(.inputMissing, ErrorCode.inputMissing.sentence) }
        let mode: Mode = paths.isEmpty ? .generation : .edit
        resolved = try ProviderSetup.resolve(
            ProviderRequestOptions(
                provider: options.provider,
                model: options.model,
                mode: mode,
                configFlag: options.home.config
            ),
            home: home,
            environment
        )
        let extraJSON = try ExtraJSON.read(options, environment)
        // A made-up name is as wrong there as in --model.
        if let model = extraJSON?.model { try ModelChoice.refusePlaceholder(model, from: "--extra-json") }
        let policies = try PolicyLibrary(home: home, environment: environment)
            .adopted(options.policies, defaults: resolved.defaultPolicies)
        let limit = policies.compactMap(\.policy.limits.maxInputs).max() ?? InputLimits.images
        guard paths.count <= limit else {
            throw Report(.inputTooMany, "\(paths.count) input images, at most \(limit) can be sent; nothing was sent")
        }
        var inputs = try paths.map { try InputReader.input($0, role: .image, environment) }
        if let mask = options.mask { inputs.append(try InputReader.input(mask, role: .mask, environment)) }
        let guarded = Self.guarded(prompt, policies, raw: options.raw)
        let run = environment.makeID()
        let taskName = options.taskName ?? options.prefix ?? (mode == .edit ? "edited" : "generated")
        let intent = Intent(
            provider: resolved.connection.id,
            providerSource: resolved.providerSource,
            dialect: resolved.connection.dialect,
            model: resolved.model,
            modelSource: resolved.modelSource,
            mode: mode,
            route: mode == .edit ? "edits" : "generations",
            endpoint: options.endpoint,
            prompt: prompt,
            sentPrompt: guarded.prompt,
            promptGuard: guarded.state,
            options: RequestOptions.of(options, provider: resolved.connection.id),
            inputs: inputs,
            extraJSON: extraJSON?.text,
            taskName: taskName,
            taskKey: options.taskKey
        )
        plan = RunPlan(
            run: run,
            intent: intent,
            provider: resolved.connection,
            policies: policies,
            delivery: DeliverySetup.delivery(
                options,
                taskName: taskName,
                run: run,
                outDir: resolved.outDir,
                environment
            ),
            retry: RetryPlan(
                maxAttempts: options.maxAttempts,
                baseDelay: .seconds(options.retryBaseDelay),
                maxDelay: .seconds(options.retryMaxDelay),
                jitter: .seconds(options.retryJitter),
                retriesUnknown: options.retryUnknown
            ),
            timeoutMilliseconds: try Self.timeout(options, resolved.timeout),
            sendsAnyway: options.sendAnyway,
            config: resolved.config,
            notes: resolved.notes + guarded.notes + (try ModelNotes.of(intent, resolved, home, environment))
        )
    }

    private static func guarded(
        _ prompt: String,
        _ policies: [AdoptedPolicy],
        raw: Bool
    ) -> (prompt: String, state: GuardState, notes: [Note]) {
        var result = (prompt: prompt, state: GuardState.notNeeded, notes: [Note]())
        for adopted in policies {
            let prepared = adopted.policy.prepare(result.prompt, raw: raw)
            guard prepared.state != .notNeeded else { continue }
            result.prompt = prepared.prompt
            result.state = prepared.state
            if prepared.state == .applied, result.notes.isEmpty {
                result.notes.append(
                    Note(
                        "prompt.strengthened",
                        "prompt strengthened by \(prepared.rule ?? "the guard"); given and sent prompt are both recorded"
                    )
                )
            }
        }
        return result
    }

    private static func timeout(_ options: MakeOptions, _ configured: Duration?) throws -> Int {
        let given = options.timeoutMilliseconds ?? options.timeoutSeconds.map { Int(($0 * 1000).rounded()) }
        let milliseconds = given ?? configured.map { Int($0.components.seconds * 1000) } ?? defaultTimeout
        guard milliseconds > 0 else {
            throw Report(.usageInvalid, "a time-out of \(milliseconds) ms cannot be met", hint: "give more than 0")
        }
        return milliseconds
    }

    /// Makes the run, from the first check to the last line.
    func perform() async throws -> Answer {
        try plan.delivery.check(count: options.count ?? 1)
        for folder in [plan.delivery.runFolder, home.path] {
            if let free = Self.free(at: folder), free < Self.freeSpace {
                throw Report(.diskFull, "only \(free >> 20) MiB are free for \(folder); nothing was sent")
            }
        }
        let result = try await RunSession(
            context: context,
            home: home,
            secrets: resolved.secrets,
            output: options.output
        )
        .perform { run in
            try await run.perform(plan)
        } resulting: {
            plan.run.description
        }
        return MakeAnswer.of(result, options, context.environment)
    }

    /// Of the folder, or of the nearest one above it that is there.
    static func free(at folder: String) -> Int64? {
        RegularFile.exists(folder) || folder.count <= 1
            ? RegularFile.freeSpace(at: folder) : free(at: RegularFile.folder(of: folder))
    }

    /// What would be sent: nothing is sent, nothing is recorded.
    func dryRun() throws -> Answer {
        guard let dialect = DialectTable.dialect(plan.provider.dialect) else {
            throw Report(
                .providerDialectUnknown,
                "\(plan.provider.id) speaks \(plan.provider.dialect), which exhibit does not"
            )
        }
        let endpoint = ProviderEndpoint(baseURL: plan.provider.baseURL, token: "dryrun")
        return DryRunAnswer.of(plan, try dialect.start(plan.intent, endpoint: endpoint))
    }
}
