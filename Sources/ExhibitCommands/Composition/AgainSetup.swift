import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord
import ExhibitRun

/// A recorded run made ready to go on: its plan from the record, its provider from today's settings.
struct AgainSetup {
    let run: String
    let plan: RunPlan
    let session: RunSession
    private let resolved: ResolvedProvider

    init(_ options: RunsCommands.Options, _ context: CommandContext) throws {
        let home = try context.home(options.home, options.output)
        let reader = try Reader(home, context.environment)
        run = try reader.find(options.run)
        guard let replay = try reader.replay(run) else { throw Report(.runNotFound, "there is no run \(options.run)") }
        let intent = replay.intent
        resolved = try Self.provider(replay, options, home, context.environment)
        let library = PolicyLibrary(home: home, environment: context.environment)
        var plan = try ResumedPlan.make(
            replay,
            provider: resolved.connection,
            config: resolved.config,
            retry: RetryPlan(maxAttempts: intent["max_attempts"]?.int ?? 3, retriesUnknown: options.retryUnknown),
            ResumedPlan.Sources(
                privateValue: reader.privateValue,
                blob: reader.blob,
                policy: { try library.find($0).policy },
                artifactPath: reader.store.path
            )
        )
        plan.polling = PollPlan(
            interval: options.pollInterval.map { .seconds($0) },
            deadline: options.timeoutMilliseconds.map { .milliseconds($0) }
        )
        self.plan = plan
        session = RunSession(
            context: context,
            home: home,
            secrets: resolved.secrets,
            output: options.output,
            sequentialProvider: resolved.sequentialID(plan.intent)
        )
    }

    /// What the run asked, with today's settings.
    private static func provider(
        _ run: RunReplay,
        _ options: RunsCommands.Options,
        _ home: Home,
        _ environment: Environment
    ) throws -> ResolvedProvider {
        let intent = run.intent
        let mode = intent["mode"]?.string.flatMap(Mode.init(rawValue:)) ?? .generation
        guard mode != .fetch else { return try FetchSetup.again(run, environment) }
        return try ProviderSetup.resolve(
            ProviderRequestOptions(
                provider: intent["provider"]?.string,
                model: intent["model"]?.string,
                mode: mode,
                configFlag: options.home.config
            ),
            home: home,
            environment
        )
    }
}
