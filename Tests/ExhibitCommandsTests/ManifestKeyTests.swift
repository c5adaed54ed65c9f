import ExhibitArguments
import Testing

@testable import ExhibitCommands
@testable import ExhibitQueue

/// The keys of manifests are written as flags by a module that does not see the command line's tables.
@Suite struct ManifestKeyTests {
    private static func flags(_ command: TaskCommand) -> Set<String> {
        let leaf = CommandTree.root.describe().flattened.first { $0.path == [command.rawValue] }
        return Set(leaf?.command.parameters.flatMap(\.spellings) ?? [])
    }

    private static let areAllThere = TaskCommand.allCases.allSatisfy { !flags($0).isEmpty }

    @Test(.enabled(if: areAllThere, "a command of the table is not written yet"), arguments: TaskCommand.allCases)
    func `every key of an item is a flag of its commands`(command: TaskCommand) {
        let flags = Self.flags(command)
        let unknown = ItemKey.table.filter { $0.commands.contains(command) }.compactMap { key -> String? in
            guard case .flag(let flag) = key.use, !flags.contains("--" + flag) else { return nil }
            return key.name
        }
        #expect(unknown == [])
        #expect(flags.contains("--task-name") && flags.contains("--task-key"))
    }
}
