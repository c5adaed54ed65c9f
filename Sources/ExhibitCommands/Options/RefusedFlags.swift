import ExhibitArguments

/// Flags of the old scripts that are known and will not be obeyed: they ran a program, or pretended a picture.
enum RefusedFlags {
    static let names = ["mock-sleep", "mock-exit-code", "mock-output-text", "mock-command", "command"]
    static let message =
        "a picture that was not made is no evidence, and no request may run a program"
    static let hint = "use --provider sandbox, or exhibit sandbox serve --fault …"

    /// Whether a command line was refused for one of them.
    static func isRefusal(_ error: UsageError) -> Bool { error.message.hasSuffix(message) }

    static var spellings: [String] { names.map { "--" + $0 } }

    /// The row that names them in a command's table.
    static func row<Options: Sendable>() -> Parameter<Options> {
        .refused(names, message, hint: hint)
    }
}
