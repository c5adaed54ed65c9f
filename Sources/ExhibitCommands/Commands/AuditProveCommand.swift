import ExhibitArguments
import ExhibitAudit
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof

/// `audit prove`: where a file comes from.
enum AuditProveCommand {
    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var subject = ""
        var file: String?
    }

    static let command = Command<CommandContext>(
        "prove",
        "Say where a file comes from, and prove it: the run, its verdicts, and the entry's place in the signed tree.",
        Options(),
        [
            .argument("subject", \.subject, "A file, its SHA-256, or a run.", value: "RUN|SHA256|FILE"),
            .option(
                "out",
                \.file,
                "Write the proof (C2SP tlog-proof) here instead of printing it; it must not exist yet.",
                value: "FILE",
                essential: true,
                completion: .file
            ),
        ] + OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) },
        examples: ["exhibit audit prove cat-warm.png", "exhibit audit prove Q7RM2C4D --out cat.tlog-proof"],
        exits: [(0, "proven"), (10, "the ledger never recorded it"), (12, "the ledger does not hold together there")]
    ) { options, context in
        await context.answering("audit prove", options.output) {
            let home = try context.home(options.home, options.output)
            let subject = Prove.Subject(options.subject, context.environment)
            let found = try Prove(home, context.environment).answer(subject)
            let path = try write(found, options.file.map(context.environment.absolute))
            var result = found[0].json
            result["proof_path"] = path.map(JSONValue.string) ?? .null
            if found.count > 1 { result["outputs"] = .array(found.map { .object($0.json) }) }
            let proofs = found.map { String(decoding: $0.proof.bytes, as: UTF8.self) }
            let lines = found.flatMap { $0.lines(name($0, options.subject, subject)) }
            return Answer(
                result: .object(result),
                lines: lines + (path.map { ["proof      \($0)"] } ?? proofs.map { "\n" + $0.dropLast() }),
                quietLines: path.map { [$0] } ?? proofs.map { String($0.dropLast()) }
            )
        }
    }

    private static func name(_ found: Provenance, _ given: String, _ subject: Prove.Subject) -> String {
        if case .file = subject { return given }
        return found.digest.hex
    }

    private static func write(_ found: [Provenance], _ path: String?) throws -> String? {
        guard let path else { return nil }
        guard found.count == 1 else {
            throw Report(
                .usageInvalid,
                "that run has \(found.count) outputs, and --out takes one proof",
                hint: "name one by its SHA-256: \(found.map { String($0.digest.hex) }.joined(separator: " "))"
            )
        }
        guard !RegularFile.exists(path) else { throw Report(.outputExists, "\(path) is there already") }
        try RegularFile.write(found[0].proof.bytes, toNew: path, mode: 0o644, durable: true)
        return path
    }
}
