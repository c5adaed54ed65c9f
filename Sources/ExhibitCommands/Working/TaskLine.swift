import ExhibitArguments
import ExhibitModel
import ExhibitQueue

/// A task's command line, understood by the table that the command itself has.
enum TaskLine {
    static func parse(_ order: TaskOrder) throws -> Invocation<CommandContext> {
        try CommandTree.root.parse([order.command] + order.arguments)
    }

    /// How often and how patiently the task's request is sent.
    static func sending(_ order: TaskOrder) throws -> SendingOptions {
        let invocation = try parse(order)
        return invocation.options(as: MakeOptions.self)?.sending ?? invocation.options(as: FetchOptions.self)?.sending
            ?? SendingOptions()
    }

    static func config(_ order: TaskOrder) throws -> String? {
        let invocation = try parse(order)
        return invocation.options(as: MakeOptions.self)?.home.config
            ?? invocation.options(as: FetchOptions.self)?.home.config
    }
}
