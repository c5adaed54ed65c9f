import ExhibitArguments
import ExhibitJSON
import ExhibitModel

/// The command table as JSON, with the registries of exit codes and errors.
enum ToolDescription {
    static func of(_ root: CommandDescription) -> JSONValue {
        .object(
            JSONObject([
                ("schema", "exhibit.describe/1"), ("version", .string(Tool.version)), ("command", command(root)),
                ("exit_codes", .array(ExitCode.allCases.map(exit))), ("errors", .array(ErrorCode.allCases.map(error))),
                ("environment", .array(EnvironmentVariable.sections.flatMap(\.variables).map(variable))),
            ])
        )
    }

    private static func command(_ command: CommandDescription) -> JSONValue {
        .object(
            JSONObject([
                ("name", .string(command.name)), ("summary", .string(command.summary)),
                ("aliases", strings(command.aliases)),
                ("parameters", .array(command.parameters.map(parameter))),
                ("commands", .array(command.commands.map(self.command))),
                ("topics", strings(command.topics.map(\.name))), ("examples", strings(command.examples)),
                (
                    "exits",
                    .array(command.exits.map { ["status": .int(Int($0.status)), "meaning": .string($0.meaning)] })
                ),
            ])
        )
    }

    private static func parameter(_ row: ParameterDescription) -> JSONValue {
        .object(
            JSONObject([
                ("name", .string(row.name)), ("kind", .string(row.kind.rawValue)),
                ("spellings", strings(row.spellings)),
                ("value", text(row.placeholder)), ("help", .string(row.help)), ("default", text(row.defaultValue)),
                ("choices", strings(row.choices)), ("repeatable", .bool(row.repeatable)),
                ("required", .bool(row.required)),
            ])
        )
    }

    private static func exit(_ exit: ExitCode) -> JSONValue {
        ["status": .int(Int(exit.rawValue)), "meaning": .string(exit.meaning)]
    }

    private static func error(_ code: ErrorCode) -> JSONValue {
        .object(
            JSONObject([
                ("code", .string(code.rawValue)), ("exit", .int(Int(code.exit.rawValue))),
                ("retryable", .bool(code.retryable)),
                ("sentence", .string(code.sentence)), ("hint", .string(code.hint)),
            ])
        )
    }

    private static func variable(_ variable: EnvironmentVariable) -> JSONValue {
        ["name": .string(variable.name), "meaning": .string(variable.meaning)]
    }

    private static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    private static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
