import ExhibitJSON
import ExhibitLedger
import ExhibitModel

/// `ledger backup`: a folder that is a home, to be checked and restored by hand.
enum LedgerBackup {
    static func perform(_ options: LedgerCommands.Options, _ context: CommandContext) throws -> Answer {
        guard let out = options.out else { preconditionFailure("the command line is refused without --out") }
        let home = try context.home(options.home, options.output)
        var path = context.environment.absolute(out)
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let contents = try Backup(of: home, context.environment).write(to: path, withKeys: options.withKeys)
        return answer(contents, path, home)
    }

    private static func answer(_ contents: BackupContents, _ path: String, _ home: Home) -> Answer {
        let counts = contents.counts
        var lines = ["backup    \(path)", "holds     \(contents.sentence)"]
        if counts.openRuns > 0 {
            lines.append(
                "open      runs that are not finished: \(counts.openRuns); what they have yet to receive is not in it"
            )
        }
        lines.append("restore   put the folder where the home was (\(home.path)), or give it as --home")
        if !contents.hasKeys {
            lines.append("keys      \(home.keys) is not in it: keep a copy apart, or give --with-keys")
        }
        let result = JSONObject([
            ("path", .string(path)), ("origin", .string(contents.identity.origin)),
            ("entries", .number(JSONNumber(counts.entries))),
            ("root", contents.root.map { .string($0.hex) } ?? .null), ("runs", .number(JSONNumber(counts.runs))),
            ("open_runs", .number(JSONNumber(counts.openRuns))), ("artifacts", .number(JSONNumber(counts.artifacts))),
            ("artifact_bytes", .number(JSONNumber(counts.artifactBytes))), ("with_keys", .bool(contents.hasKeys)),
            ("damaged", .array(contents.damaged.map(JSONValue.string))),
        ])
        return Answer(
            result: .object(result),
            lines: lines,
            quietLines: [path],
            report: contents.damaged.isEmpty ? nil : damage(contents.damaged),
            next: ["exhibit audit verify --home \(path)"]
        )
    }

    private static func damage(_ digests: [String]) -> Report {
        let names = digests.prefix(3).map { $0.prefix(16) + "…" }.joined(separator: ", ")
        return Report(
            .evidenceBroken,
            "the home itself lacks artifacts as they were recorded (\(digests.count): \(names)); the rest is in the backup",
            hint: "exhibit audit verify says more; restore them from an older backup"
        )
    }
}
