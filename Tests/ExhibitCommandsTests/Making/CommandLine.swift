import ExhibitArguments
import ExhibitModel
import Synchronization
import Testing

@testable import ExhibitCommands

/// The options that a command line gives to one of the commands that make media.
enum CommandLine {
    static func options(_ kind: MakeKind, _ words: [String]) async throws -> MakeOptions {
        let read = Mutex<MakeOptions?>(nil)
        let table = MakeCommands.rows(kind) + MakeOptions.shared
        let command = Command<Bool>(kind.rawValue, "", MakeOptions(), table, examples: []) { options, _ in
            read.withLock { $0 = options }
            return 0
        }
        _ = try await command.run(words, true) { _ in }
        return try #require(read.withLock { $0 })
    }

    /// The request fields, as the intent holds them.
    static func fields(_ kind: MakeKind, _ words: [String], provider: String = "studio") async throws -> [Intent.Option]
    {
        let options = try await options(kind, words)
        return kind.fields(options, provider: provider)
    }
}
