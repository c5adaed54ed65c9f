import ExhibitLedger
import ExhibitModel

/// What every command gets besides its options.
package struct CommandContext: Sendable {
    let environment: Environment
    let console: Console
    let signals: SignalWatch
    /// Of a command that makes many requests.
    var providers: ProviderShelf?

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

    /// The same, seen from another folder.
    func moved(to folder: String) -> CommandContext {
        CommandContext(
            environment: environment.moved(to: folder),
            console: console,
            signals: signals,
            providers: providers
        )
    }

    /// Chooses provider and model; what was chosen for an earlier request of the command is taken again.
    func provider(_ request: ProviderRequestOptions, _ home: Home) throws -> ResolvedProvider {
        try providers?.resolve(request, home: home, environment)
            ?? ProviderSetup.resolve(request, home: home, environment)
    }

    /// As ``ServerModel`` says it, asked once for all requests of the command.
    func serverModel(_ request: ProviderRequestOptions, _ home: Home) async throws -> String? {
        guard let providers else { return try await ServerModel.ask(request, home, environment) }
        return try await providers.serverModel(request, home, environment)
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
