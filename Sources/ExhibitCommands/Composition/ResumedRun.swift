import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord
import ExhibitRun

/// A recorded run made ready to go on: its plan from the record, its provider from today's settings.
struct ResumedRun {
    let replay: RunReplay
    var plan: RunPlan
    let resolved: ResolvedProvider

    /// `config` is `--config` of today's command line.
    ///
    /// - Throws: `run.not_found`, and `run.not_resumable` when what the run needs was erased.
    init(
        _ run: String,
        _ reader: Reader,
        retriesUnknown: Bool,
        config: String?,
        _ context: CommandContext
    ) throws {
        guard let replay = try reader.replay(run) else { throw Report(.runNotFound, "there is no run \(run)") }
        self.replay = replay
        resolved = try Self.provider(replay, config, reader.home, context)
        let library = PolicyLibrary(home: reader.home, environment: context.environment)
        plan = try ResumedPlan.make(
            replay,
            provider: resolved.connection,
            config: resolved.config,
            retry: RetryPlan(maxAttempts: replay.intent["max_attempts"]?.int ?? 3, retriesUnknown: retriesUnknown),
            ResumedPlan.Sources(
                privateValue: reader.privateValue,
                blob: reader.blob,
                policy: { try library.find($0).policy },
                artifactPath: reader.store.path
            )
        )
    }

    /// What the run asked, with today's settings.
    private static func provider(
        _ run: RunReplay,
        _ config: String?,
        _ home: Home,
        _ context: CommandContext
    ) throws -> ResolvedProvider {
        let intent = run.intent
        let mode = intent["mode"]?.string.flatMap(Mode.init(rawValue:)) ?? .generation
        guard mode != .fetch else { return try FetchSetup.again(run, context.environment) }
        return try context.provider(
            ProviderRequestOptions(
                provider: intent["provider"]?.string,
                model: intent["model"]?.string,
                mode: mode,
                configFlag: config
            ),
            home
        )
    }
}
