import ExhibitLedger
import ExhibitModel

/// Waits until no other process of the home asks the provider.
struct ProviderTurn: Sendable {
    let provider: String
    let home: Home
    let context: CommandContext
    let output: OutputOptions

    private static let pause = Duration.milliseconds(100)

    /// - Throws: the signal's error when one comes first; nothing was sent then, and nothing is recorded.
    func take() async throws -> ProviderLock {
        if let lock = try ProviderLock.tryTake(provider, in: home) { return lock }
        if !output.isMachine, !output.quiet {
            context.console.error(
                "waiting     \(provider) takes one request at a time, and another process has its turn\n"
            )
        }
        do {
            return try await context.signals.cancelling { [self] in
                while true {
                    try await Task.sleep(for: Self.pause)
                    if let lock = try ProviderLock.tryTake(provider, in: home) { return lock }
                }
            }
        } catch is CancellationError {
            throw Report(
                context.signals.code ?? .runInterrupted,
                "stopped while waiting for \(provider); nothing was sent",
                hint: "give the command again",
                billed: .no
            )
        }
    }
}
