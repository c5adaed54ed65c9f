import ExhibitArguments
import ExhibitJSON
import ExhibitLedger
import ExhibitModel

/// `ledger forget`: a prompt, a name or a picture is erased for good, and the ledger says so.
enum LedgerForget {
    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var target = ""
        var reason: String?

        static let common: [Parameter<Options>] =
            OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) }
    }

    static let command = Command<CommandContext>(
        "forget",
        "Erase a private value or a file from the home for good; every proof still holds.",
        Options(),
        [
            .argument(
                "target",
                \.target,
                "The commitment of a value, or the SHA-256 of a file: 64 hex characters.",
                value: "COMMITMENT|SHA256"
            ),
            .option("reason", \.reason, "Why; it is kept as a private value.", value: "TEXT", required: true),
        ] + Options.common,
        examples: ["exhibit ledger forget bdda9aa5759e69b0… --reason 'asked to, 2026-11-20'"],
        exits: [(0, "erased"), (10, "nothing of that name is here"), (1, "a run or task that is not over needs it")]
    ) { options, context in
        await context.answering("ledger forget", options.output) {
            guard let target = Digest(hex: options.target) else {
                throw Report(.usageInvalid, "\(options.target) is neither a commitment nor a SHA-256 in hex")
            }
            let home = try context.home(options.home, options.output)
            guard home.hasLedger else { throw LedgerError.missing(home: home.path) }
            let recorder = try await Recorder(home: home, context.environment)
            let forgotten = try await recorder.forget(target, reason: options.reason ?? "")
            try await recorder.close()
            return answer(forgotten)
        }
    }

    private static func answer(_ forgotten: Forgotten) -> Answer {
        let values = forgotten.commitments.count
        let what = forgotten.erasesBytes ? "the file's bytes" : values == 1 ? "1 value" : "\(values) values"
        var lines = ["erased     \(what), as entry \(forgotten.entry) says"]
        if !forgotten.runs.isEmpty { lines.append("rendered   \(forgotten.runs.count) run folders without it") }
        if forgotten.lingers {
            lines.append("note       another process reads the ledger: the log is emptied when it has ended")
        }
        lines.append("not here   delivered files, queue and batch folders, backups and bundles may still hold it")
        let result = JSONObject([
            ("entry", .number(JSONNumber(forgotten.entry))),
            ("commitments", .array(forgotten.commitments.map(JSONValue.string))),
            ("bytes_erased", .bool(forgotten.erasesBytes)), ("runs", .array(forgotten.runs.map(JSONValue.string))),
            ("lingers", .bool(forgotten.lingers)),
        ])
        return Answer(result: .object(result), lines: lines, quietLines: [])
    }
}
