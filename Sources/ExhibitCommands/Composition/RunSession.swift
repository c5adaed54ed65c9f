import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import ExhibitRedaction
import ExhibitRun

/// A command's work on one run, or on a few that follow each other: open the ledger, run, close, tell.
struct RunSession {
    let context: CommandContext
    let home: Home
    let secrets: [KnownSecret]
    let output: OutputOptions
    /// A provider that takes one request at a time: the session begins when it is our turn.
    var sequentialProvider: String?

    /// Runs `body`, then gives the record of the run that `resulting` names.
    func perform(
        _ body: @escaping @Sendable (Run) async throws -> Void,
        resulting: () -> String
    ) async throws -> RunResult {
        context.signals.install()
        let turn = try await takeTurn()
        defer { turn?.release() }
        let reporter = ProgressReporter(context.console, output)
        let work = try await WorkSession(home, output, context) { reporter.tell($0, $1) }
        let signals = context.signals
        let run = work.run(secrets, context.environment, standsAlone: true) { signals.code }
        do {
            try await signals.cancelling { try await body(run) }
            // A task whose run another command carried on follows it.
            try await work.recorder.followRun(resulting())
        } catch let refusal as Report {
            reporter.finish()
            _ = try? await work.recorder.followRun(resulting())
            await work.close()
            throw await work.told(refusal, resulting())
        } catch {
            // The record itself failed: the session stays open, and the next start ends what it left, guessing nothing.
            reporter.finish()
            throw await work.told(error, resulting())
        }
        reporter.finish()
        // A task whose run this was, such as one of unknown outcome that is settled now, goes where its run went.
        _ = try? await work.recorder.followRun(resulting())
        // The run is recorded: a date that cannot be had, or kept, takes nothing from it.
        if signals.code == nil { try? await work.anchor() }
        await work.close()
        do {
            if let result = try await work.recorder.result(resulting()) { return result }
        } catch {
            throw await work.told(error, resulting())
        }
        throw Report(.runNotFound, "the run is not in the ledger")
    }

    private func takeTurn() async throws -> ProviderLock? {
        guard let sequentialProvider else { return nil }
        return try await ProviderTurn(provider: sequentialProvider, home: home, context: context, output: output).take()
    }
}
