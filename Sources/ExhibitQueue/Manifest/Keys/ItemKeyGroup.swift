/// Keys that belong to the same commands' items, for people who look them up.
package struct ItemKeyGroup: Sendable, Hashable {
    /// `every command`, or the commands' names.
    package let commands: String
    /// In the order of the command line, each once.
    package let keys: [String]

    /// Every key that an item may have.
    package static let all: [ItemKeyGroup] = {
        var order: [CommandSet] = []
        var keys: [CommandSet: [String]] = [:]
        for key in ItemKey.table {
            if keys[key.commands] == nil { order.append(key.commands) }
            keys[key.commands, default: []].append(key.name)
        }
        return order.map { ItemKeyGroup(commands: words($0), keys: keys[$0] ?? []) }
    }()

    private static func words(_ commands: CommandSet) -> String {
        if commands == .all { return "every command" }
        let missing = TaskCommand.allCases.filter { !commands.contains($0) }
        if missing.count <= 2 { return "all but \(missing.map(\.rawValue).joined(separator: ", "))" }
        return commands.names.joined(separator: ", ")
    }
}
