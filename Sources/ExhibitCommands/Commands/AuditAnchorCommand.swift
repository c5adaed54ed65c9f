import ExhibitAnchor
import ExhibitArguments
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitTransport

/// `audit anchor|checkpoint`: what is given to outside parties, and what they say to it.
enum AuditAnchorCommand {
    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var authorities: [String] = []
        var roots: String?
        var timeout: Int?
        var witnesses: [String] = []
        var witnessKeys: [String] = []
        var out: String?

        static let common: [Parameter<Options>] =
            OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) }
    }

    static let anchor = Command<CommandContext>(
        "anchor",
        "Have time-stamp authorities (RFC 3161) and witnesses vouch for the ledger as it stands.",
        Options(),
        [
            .option(
                "tsa",
                \.authorities,
                "An authority; without it those of the home's config.json are asked.",
                value: "URL",
                essential: true
            ),
            .option(
                "tsa-root",
                \.roots,
                "The root certificates that its answers must lead to, in PEM.",
                value: "FILE",
                essential: true,
                completion: .file
            ),
            .option(
                "witness",
                \.witnesses,
                "A witness's address (C2SP tlog-witness), each with its --witness-key.",
                value: "URL",
                essential: true
            ),
            .option("witness-key", \.witnessKeys, "The witness's public key.", value: "VKEY", essential: true),
            .option("timeout", \.timeout, "How long an answer is waited for (15).", value: "S"),
        ] + Options.common,
        examples: [
            "exhibit audit anchor", "exhibit audit anchor --tsa https://tsa.example/tsr --tsa-root tsa-root.pem",
            "exhibit audit anchor --witness http://127.0.0.1:8470 --witness-key VKEY",
        ],
        exits: [(0, "dated by at least one"), (1, "none answered with a time stamp that holds")]
    ) { options, context in
        await context.answering("audit anchor", options.output) { try await ask(options, context) }
    }

    static let checkpoint = Command<CommandContext>(
        "checkpoint",
        "Print the newest signed checkpoint; sign one if entries have come since.",
        Options(),
        [
            .option("out", \.out, "Write it to this file.", value: "FILE", essential: true, completion: .file)
        ] + Options.common,
        examples: ["exhibit audit checkpoint", "exhibit audit checkpoint --out checkpoint-20261121"]
    ) { options, context in
        await context.answering("audit checkpoint", options.output) { try await tell(options, context) }
    }

    private static func ask(_ options: Options, _ context: CommandContext) async throws -> Answer {
        let home = try existing(options, context)
        let services = try services(options, home, context)
        let work = try await WorkSession(home, options.output, context) { _, _ in }
        let answers: [AnchorAnswer]
        do {
            answers = try await context.signals.cancelling {
                try await Anchoring(services, work.recorder, context.environment).anchor()
            }
        } catch {
            await work.close()
            throw error
        }
        await work.close()
        return AnchorTelling.answer(answers)
    }

    private static func services(
        _ options: Options,
        _ home: Home,
        _ context: CommandContext
    ) throws -> [any AnchorService] {
        let client = HTTPClient()
        let witnesses = try witnesses(options, home, client, context)
        guard !options.authorities.isEmpty || witnesses.isEmpty else { return witnesses }
        return try witnesses + authorities(options, home, client, context)
    }

    private static func witnesses(
        _ options: Options,
        _ home: Home,
        _ client: HTTPClient,
        _ context: CommandContext
    ) throws -> [any AnchorService] {
        guard options.witnesses.count == options.witnessKeys.count else {
            throw Report(
                .usageInvalid,
                "each --witness needs its --witness-key: a cosignature is worth only what its key is",
                hint: "get the key from who runs the witness: exhibit audit witness init prints it"
            )
        }
        return try zip(options.witnesses, options.witnessKeys).flatMap { url, key in
            try OutsideAnchors(
                witness: url,
                key: key,
                timeout: .seconds(options.timeout ?? 15),
                home,
                client,
                context.environment
            ).services
        }
    }

    private static func authorities(
        _ options: Options,
        _ home: Home,
        _ client: HTTPClient,
        _ context: CommandContext
    ) throws -> [any AnchorService] {
        guard !options.authorities.isEmpty else {
            guard options.roots == nil, options.timeout == nil else {
                throw Report(.usageInvalid, "--tsa-root and --timeout belong to --tsa")
            }
            let configured = try OutsideAnchors(home, client, context.environment).services
            guard !configured.isEmpty else {
                throw Report(
                    .usageInvalid,
                    "no time-stamp authority is named, and none is in \(home.path)/config.json",
                    hint: "add --tsa URL --tsa-root FILE, or \"tsa\" to config.json: exhibit help anchors"
                )
            }
            return configured
        }
        guard let roots = options.roots else {
            throw Report(
                .usageInvalid,
                "--tsa needs --tsa-root: a time stamp is worth only what its root is",
                hint: "get the authority's root certificate from the authority itself, as a PEM file"
            )
        }
        guard (1...120).contains(options.timeout ?? 15) else {
            throw Report(.usageInvalid, "--timeout must be 1 to 120 seconds")
        }
        return try OutsideAnchors(
            options.authorities,
            rootsFile: roots,
            timeout: .seconds(options.timeout ?? 15),
            client,
            context.environment
        ).services
    }

    private static func existing(_ options: Options, _ context: CommandContext) throws -> Home {
        let home = try context.home(options.home, options.output)
        guard home.hasLedger else { throw LedgerError.missing(home: home.path) }
        return home
    }

    private static func tell(_ options: Options, _ context: CommandContext) async throws -> Answer {
        let home = try existing(options, context)
        let head = try await Recorder(home: home, context.environment).signedHead()
        let note = String(decoding: head.note, as: UTF8.self)
        let path = options.out.map(context.environment.absolute)
        if let path {
            guard !RegularFile.exists(path) else { throw Report(.outputExists, "\(path) is there already") }
            try RegularFile.write(head.note, toNew: path, mode: 0o644, durable: true)
        }
        return Answer(
            result: [
                "size": .number(JSONNumber(head.size)), "root": .string(head.root.hex), "note": .string(note),
                "path": path.map(JSONValue.string) ?? .null,
            ],
            // Its own last line feed ends the note.
            lines: path.map { [$0] } ?? [note.last == "\n" ? String(note.dropLast()) : note],
            quietLines: path.map { [$0] } ?? []
        )
    }
}
