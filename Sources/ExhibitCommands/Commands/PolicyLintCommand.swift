import ExhibitArguments
import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

extension PolicyCommands {
    static let lint = Command<CommandContext>(
        "lint",
        "Look through policies for what is valid and cannot be meant.",
        Options(),
        [
            .argument(
                "policy",
                \.subjects,
                "The policies, by name or file; - reads standard input.",
                value: "NAME|FILE",
                required: true
            )
        ] + Options.common,
        examples: ["exhibit policy lint mine.json", "exhibit policy lint policies/*.json --json"]
    ) { options, context in
        await context.answering("policy lint", options.output) {
            let library = PolicyLibrary(
                home: try context.home(options.home, options.output),
                environment: context.environment
            )
            return PolicyLintAnswer.of(try options.subjects.map { ($0, try library.source($0)) })
        }
    }
}

/// What `policy lint` found, for people as `FILE:LINE:COLUMN: …`.
private enum PolicyLintAnswer {
    static func of(_ policies: [(subject: String, source: PolicyLibrary.Source)]) -> Answer {
        let found = policies.flatMap { subject, source in
            PolicyLint.findings(in: source.bytes, name: source.name, facts: .recorded).map { (subject, $0) }
        }
        var answer = Answer()
        answer.result = .object(
            JSONObject([
                ("policies", .int(policies.count)), ("findings", .array(found.map { object($1, of: $0) })),
            ])
        )
        answer.lines = found.map { subject, finding in
            let place = finding.pointer.isEmpty ? "" : "  (\(printable(finding.pointer)))"
            return "\(subject):\(finding.line):\(finding.column): \(finding.message)\(place)"
        }
        if found.isEmpty { answer.lines = policies.map { "\($0.subject): nothing to say" } }
        if !found.isEmpty {
            let files = Set(found.map(\.0)).count
            answer.report = Report(
                .policyLintFailed,
                "\(found.count) \(found.count == 1 ? "finding" : "findings") in \(files) of \(policies.count) policies"
            )
        }
        return answer
    }

    private static func object(_ finding: LintFinding, of subject: String) -> JSONValue {
        .object(
            JSONObject([
                ("policy", .string(subject)), ("check", .string(finding.check.rawValue)),
                ("message", .string(finding.message)), ("pointer", .string(finding.pointer)),
                ("line", .int(finding.line)), ("column", .int(finding.column)),
            ])
        )
    }

    /// Keys are the file's author's, and go to a terminal.
    private static func printable(_ pointer: String) -> Substring {
        JSONText.compact(.string(pointer)).dropFirst().dropLast()
    }
}
