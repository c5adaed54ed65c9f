/// A command line that was understood: a page of help to print, or an action with its options.
package struct Invocation<Context: Sendable>: Sendable {
    enum Work: Sendable {
        case help(all: Bool)
        case text(String)
        case action(any Sendable, given: Set<String>, @Sendable (Context) async throws -> Int32)
    }

    /// The command's own names from the root on, whatever alias was used.
    package let path: [String]
    let work: Work
    let page: @Sendable () -> HelpPage

    /// The page to print instead of acting; nil if the command acts.
    package var help: String? {
        switch work {
        case .help(let all): page().text(all: all)
        case .text(let text): text
        case .action: nil
        }
    }

    /// The names (not the aliases) of the rows that were filled.
    package var given: Set<String> {
        guard case .action(_, let given, _) = work else { return [] }
        return given
    }

    /// The options as parsed, if the command acts and has this type of options.
    package func options<Options>(as type: Options.Type = Options.self) -> Options? {
        guard case .action(let options, _, _) = work else { return nil }
        return options as? Options
    }

    /// Prints help, or acts; the result is the exit status.
    ///
    /// - Throws: what the action throws; a `UsageError` of its own gets the command's path.
    package func run(_ context: Context, output: (String) -> Void) async throws -> Int32 {
        guard case .action(_, _, let action) = work else {
            output(help ?? "")
            return 0
        }
        do {
            return try await action(context)
        } catch let error as UsageError {
            throw error.placed(at: path)
        }
    }
}
