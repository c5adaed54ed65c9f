import ExhibitArguments
import ExhibitAudit
import ExhibitJSON
import ExhibitLedger
import ExhibitModel

/// `audit report`: one page for reviewers.
enum AuditReportCommand {
    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var runs: [String] = []
        var file: String?
        var since: String?
        var withPrompts = false
        var quick = false
        var overwrite = false
    }

    static let command = Command<CommandContext>(
        "report",
        "Write one HTML page about runs: opens anywhere, offline, and says what it cannot show.",
        Options(),
        [
            .argument("runs", \.runs, "Only these runs, by the start or end of their ids.", value: "RUN"),
            .option("out", \.file, "The page's file.", value: "FILE.html", essential: true, completion: .file),
            SinceTime.row(\.since),
            .flag("with-prompts", \.withPrompts, "Show prompts, file names and reasons.", essential: true),
            .flag("quick", \.quick, "Audit without reading the bytes of pictures again.", essential: true),
            .flag("overwrite", \.overwrite, "Replace the file if it is there."),
        ] + OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) },
        examples: [
            "exhibit audit report --out today.html --since today", "exhibit audit report Q7RM2C4D --with-prompts",
        ],
        exits: [
            (0, "written"),
            (12, "the evidence is broken, and the page says so; or a secret was found, and nothing was written"),
        ]
    ) { options, context in
        await context.answering("audit report", options.output) {
            let home = try context.home(options.home, options.output)
            let request = ReportRequest(
                runs: options.runs,
                since: try options.since.map { try SinceTime.rfc3339($0, context.environment.now()) },
                withPrompts: options.withPrompts
            )
            let named = options.file.map(context.environment.absolute)
            if let named { try refuse(named, options) }
            let secrets = AuditSecrets(options.home, home: home, context.environment).known
            let audit = LedgerAudit(depth: options.quick ? .quick : .standard, secrets: secrets)
            let made = try await AuditPage(home, audit, context.environment).make(request)
            let path = named ?? context.environment.absolute(standardName(made, context.environment.now()))
            try refuse(path, options)
            try RegularFile.makeFolder(RegularFile.folder(of: path))
            try RegularFile.replace(path, with: made.html, mode: 0o644, durable: true)
            return answer(made, path)
        }
    }

    /// A page above this is slow to open and too large to mail.
    private static let largePage = 50_000_000

    private static func refuse(_ path: String, _ options: Options) throws(Report) {
        guard RegularFile.exists(path), !options.overwrite else { return }
        throw Report(.outputExists, "\(path) is there already; nothing was written", hint: "--overwrite replaces it")
    }

    private static func standardName(_ made: AuditPage.Made, _ now: Timestamp) -> String {
        // To the minute, as the folder of an export.
        "audits/\(made.ledgerName)-\(made.document["ledger"]?["entries"]?.int ?? 0)-\(now.compact.dropLast(3))Z.html"
    }

    private static func answer(_ made: AuditPage.Made, _ path: String) -> Answer {
        var notes: [Note] = []
        if made.html.count > largePage {
            notes.append(
                Note(
                    "report.large",
                    "the page has \(made.html.count / 1_000_000) MB: name runs or a time to make smaller ones"
                )
            )
        }
        let summary = made.document["summary"] ?? .null
        let runs = (made.document["runs"]?.array ?? []).compactMap { $0["run_id"] }
        let result = JSONObject([
            ("schema", "exhibit.report.written/1"), ("path", .string(path)), ("sha256", .string(made.sha256.hex)),
            ("bytes", .int(made.html.count)), ("runs", .array(runs)), ("summary", summary),
            ("audit", made.document["audit"] ?? .null),
            ("notes", .array(notes.map { ["code": .string($0.code), "message": .string($0.message)] })),
        ])
        let findings = made.audit.findings.prefix(10).map { "finding   \($0.line)  [\($0.id)]" }
        let outcomes = (summary["outcomes"]?.object?.members ?? []).map {
            "\($0.value.int ?? 0) \($0.key.replacing("_", with: " "))"
        }
        return Answer(
            result: .object(result),
            lines: findings + [
                "report    \(runs.count) \(runs.count == 1 ? "run" : "runs")"
                    + (outcomes.isEmpty ? "" : ": " + outcomes.joined(separator: ", "))
            ] + notes.map { "note      \($0.message)" } + [path],
            quietLines: [path],
            report: made.audit.outcome
        )
    }
}
