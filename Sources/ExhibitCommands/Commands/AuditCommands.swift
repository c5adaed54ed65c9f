import ExhibitArguments
import ExhibitAudit
import ExhibitJSON
import ExhibitModel

/// `audit`: what is checked, proven, dated, shown and handed out.
enum AuditCommands {
    static let command = Command(
        group: "audit",
        "Check the evidence, date it, show it, and hand it out.",
        [
            verify, export, AuditReportCommand.command, AuditProveCommand.command, AuditAnchorCommand.anchor,
            AuditAnchorCommand.checkpoint, AuditWitnessCommand.command,
        ]
    )

    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var quick = false
        var readData = false
        var share: String?
        var bundle: String?
        var against: String?
        var requireAnchor = false
        var trust: String?
        var runs: [String] = []
        var since: String?
        var withPrompts = false
        var folder: String?
        var accepted: [String] = []
        var reason: String?

        static let common: [Parameter<Options>] =
            OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) }
    }

    private static let verify = Command<CommandContext>(
        "verify",
        "Check again everything that the record claims; nothing is written.",
        Options(),
        [
            .flag(
                "quick",
                \.quick,
                "Leave out what takes long: the bytes of pictures, run folders, credentials by form.",
                essential: true
            ),
            .flag("read-data", \.readData, "Read every picture again, however many there are.", essential: true),
            .option(
                "read-data-subset",
                \.share,
                "Read a share of the pictures again, such as 5% or 2/7.",
                value: "SHARE"
            ),
            .option(
                "bundle",
                \.bundle,
                "Check an exported folder instead of the home.",
                value: "DIR",
                essential: true,
                completion: .directory
            ),
            .option(
                "against",
                \.against,
                "A checkpoint kept from an earlier visit: a note, a proof or lines of a heads.log.",
                value: "NOTE",
                essential: true,
                completion: .file
            ),
            .flag(
                "require-anchor",
                \.requireAnchor,
                "Exit 3 unless an outside party has dated everything but the newest housekeeping."
            ),
            .option(
                "tlog-policy",
                \.trust,
                "Witnesses who must have signed a checkpoint (C2SP tlog-policy).",
                value: "FILE",
                completion: .file
            ),
        ] + Options.common,
        examples: [
            "exhibit audit verify", "exhibit audit verify --quick --json",
            "exhibit audit verify --bundle audits/prod-01-63-20261121T0930Z",
        ],
        exits: [
            (0, "unchanged"), (3, "unchanged, but not all of it is dated (--require-anchor)"),
            (12, "something does not hold together: each finding names what and where"),
        ]
    ) { options, context in
        await context.answering("audit verify", options.output) {
            let report = try await report(options, context)
            let outcome = report.outcome ?? (options.requireAnchor ? report.undatedOutcome : nil)
            return Answer(result: .object(report.json), lines: report.lines, quietLines: [], report: outcome)
        }
    }

    private static let export = Command<CommandContext>(
        "export",
        "Write a bundle that others can verify without this machine.",
        Options(),
        [
            .argument("runs", \.runs, "Only these runs, by the start or end of their ids.", value: "RUN"),
            .option("out", \.folder, "The bundle's folder.", value: "DIR", essential: true, completion: .directory),
            SinceTime.row(\.since),
            .flag("with-prompts", \.withPrompts, "Add prompts, paths and names, with their salts.", essential: true),
            .option("accept-finding", \.accepted, "A hit of the secret scan that you have looked at.", value: "ID"),
            .option("reason", \.reason, "Why it may go out.", value: "TEXT"),
        ] + Options.common,
        examples: ["exhibit audit export", "exhibit audit export Q7RM2C4D --out evidence --with-prompts"],
        exits: [(0, "written"), (12, "a secret was found, or the evidence is broken: nothing was written")]
    ) { options, context in
        await context.answering("audit export", options.output) {
            let home = try context.home(options.home, options.output)
            let request = ExportRequest(
                runs: options.runs,
                since: try options.since.map { try SinceTime.rfc3339($0, context.environment.now()) },
                withPrompts: options.withPrompts,
                folder: options.folder,
                accepted: Set(options.accepted),
                reason: options.reason
            )
            guard options.accepted.isEmpty == (options.reason == nil) else {
                throw Report(.usageInvalid, "--accept-finding and --reason belong together")
            }
            let secrets = AuditSecrets(options.home, home: home, context.environment).known
            let result = try await Export(home, secrets: secrets, context.environment).perform(request)
            let folder = context.environment.nearby(result.folder)
            return Answer(
                result: .object(result.json),
                lines: ["\(folder)   \(result.line)"] + result.notes.map { "note       \($0.message)" },
                quietLines: [result.folder],
                next: ["exhibit audit verify --bundle \(folder)"]
            )
        }
    }

    private static func report(_ options: Options, _ context: CommandContext) async throws -> AuditReport {
        let against = try options.against.map { try EarlierCheckpoint(path: context.environment.absolute($0)) }
        if let bundle = options.bundle {
            guard options.trust == nil else {
                throw Report(.usageInvalid, "--tlog-policy is asked of a home: a bundle's notes lie in anchors/")
            }
            guard !options.quick, !options.readData, options.share == nil else {
                throw Report(
                    .usageInvalid,
                    "a bundle is always read whole",
                    hint: "leave out --quick, --read-data and --read-data-subset"
                )
            }
            return try BundleAudit(against: against).verify(context.environment.absolute(bundle))
        }
        let home = try context.home(options.home, options.output)
        let secrets = AuditSecrets(options.home, home: home, context.environment).known
        var audit = LedgerAudit(depth: try depth(options), against: against, secrets: secrets)
        audit.trust = try options.trust.map { try TrustPolicyCheck(path: context.environment.absolute($0)) }
        return try await audit.verify(home, context.environment)
    }

    private static func depth(_ options: Options) throws(Report) -> ReadingDepth {
        guard [options.quick, options.readData, options.share != nil].count(where: { $0 }) <= 1 else {
            throw Report(.usageInvalid, "give one of --quick, --read-data and --read-data-subset")
        }
        if options.quick { return .quick }
        if options.readData { return .everything }
        guard let text = options.share else { return .standard }
        guard let share = ReadingShare(text) else {
            throw Report(.usageInvalid, "--read-data-subset is a share such as 5% or 2/7, not \(text)")
        }
        return .part(share)
    }
}
