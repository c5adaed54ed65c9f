import ExhibitLedger
import ExhibitModel

/// What every command gets besides its options.
package struct CommandContext: Sendable {
    let environment: Environment
    let console: Console
    let signals: SignalWatch

    /// Runs a command's body and says its answer; an error becomes the answer, also under `--json`.
    func answering(
        _ command: String,
        _ options: OutputOptions,
        _ body: () async throws -> Answer
    ) async -> Int32 {
        let answer: Answer
        do {
            answer = try await body()
        } catch {
            answer = Answer(report: Reporting.report(error))
        }
        return console.say(answer, command: command, options)
    }

    /// The home in force; one that was found by walking up is named on the first line.
    func home(_ options: HomeOptions, _ output: OutputOptions) throws -> Home {
        let home = try Home.locate(flag: options.home, environment)
        if home.source == .found, !output.isMachine, !output.quiet { console.error("home      \(home.path)\n") }
        return home
    }

    /// A reading connection to the home's ledger.
    func reader(_ options: HomeOptions, _ output: OutputOptions) throws -> Reader {
        let reader = try Reader(home(options, output), environment)
        if let note = reader.note { console.error("note: \(note)\n") }
        return reader
    }
}
