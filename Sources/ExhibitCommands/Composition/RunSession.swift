import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import ExhibitRedaction
import ExhibitRun
import ExhibitTransport

/// One process's work on a ledger: open it, repair what others left, run, close, tell.
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
        let recorder = try await Recorder(home: home, context.environment)
        if let note = recorder.note { context.console.error("note: \(note)\n") }
        let reporter = ProgressReporter(context.console, output)
        await recorder.observe { reporter.tell($0, $1) }
        for run in try await recorder.repair() where !output.isMachine && !output.quiet {
            context.console.error(
                "note: run \(run.suffix(8)) was left open by a process that is gone; exhibit runs show \(run.suffix(8))\n"
            )
        }
        let redactor = Redactor(secrets: secrets, key: recorder.keys.redaction, home: context.environment["HOME"])
        let signals = context.signals
        let run = Run(
            recorder: recorder,
            client: HTTPClient(),
            redactor: redactor,
            environment: context.environment,
            stopCode: { signals.code }
        )
        do {
            try await signals.cancelling { try await body(run) }
        } catch let refusal as Report {
            reporter.finish()
            // What cannot be closed now is closed by the next start; the refusal is what matters.
            try? await recorder.close()
            throw await told(refusal, recorder, resulting())
        } catch {
            // The record itself failed: the session stays open, and the next start ends what it left, guessing nothing.
            reporter.finish()
            throw await told(error, recorder, resulting())
        }
        reporter.finish()
        // The run has ended and is recorded; a session that cannot be closed is closed by the next start.
        try? await recorder.close()
        do {
            if let result = try await recorder.result(resulting()) { return result }
        } catch {
            throw await told(error, recorder, resulting())
        }
        throw Report(.runNotFound, "the run is not in the ledger")
    }

    private func takeTurn() async throws -> ProviderLock? {
        guard let sequentialProvider else { return nil }
        return try await ProviderTurn(provider: sequentialProvider, home: home, context: context, output: output).take()
    }

    /// The error of a record that failed; once a request was announced, nobody is told that it was not billed, since
    /// whoever reads that may send it again.
    private func told(_ error: any Error, _ recorder: Recorder, _ run: String) async -> any Error {
        let report = Reporting.report(error)
        guard await recorder.hasAnnounced(run), report.billed == .no else { return error }
        return Report(
            .outcomeUnknown,
            "\(report.message); a request was under way, and its answer may not be recorded",
            hint: "make room, then exhibit runs show \(run.suffix(8))",
            billed: .maybe,
            next: ["exhibit runs show \(run.suffix(8))"]
        )
    }
}
