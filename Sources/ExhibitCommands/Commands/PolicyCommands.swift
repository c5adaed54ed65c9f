import ExhibitArguments
import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// `policy list|show|check|explain|test|lint|diff|waive`.
enum PolicyCommands {
    static let command = Command(
        group: "policy",
        "Look at policies, and judge runs by them.",
        [list, show, check, explain, test, lint, diff, PolicyWaive.command]
    )

    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var subject = ""
        var subjects: [String] = []
        var policies: [String] = []
        var all = false

        static let common: [Parameter<Options>] =
            OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) }
        static let policy = Parameter<Options>.option(
            "policy",
            \.policies,
            "The policy, by name or file.",
            value: "NAME|FILE",
            essential: true
        )
    }

    private static let list = Command<CommandContext>(
        "list",
        "List the policies that can be named.",
        Options(),
        Options.common,
        examples: ["exhibit policy list", "exhibit policy list --json"]
    ) { options, context in
        await context.answering("policy list", options.output) {
            let named = try PolicyLibrary(
                home: try context.home(options.home, options.output),
                environment: context.environment
            ).all()
            let rows = named.map {
                [$0.name, $0.policy.version, String($0.policy.rules.count), $0.origin, $0.policy.title]
            }
            let result = named.map { item -> JSONValue in
                .object(
                    JSONObject([
                        ("name", .string(item.name)), ("id", .string(item.policy.id)),
                        ("version", .string(item.policy.version)),
                        ("title", .string(item.policy.title)), ("rules", .int(item.policy.rules.count)),
                        ("origin", .string(item.origin)), ("sha256", .string(SHA256.hash(item.policy.canonical).hex)),
                    ])
                )
            }
            return Answer(
                result: ["policies": .array(result)],
                lines: TextTable.lines(["policy", "version", "rules", "from", "title"], rows),
                quietLines: named.map(\.name)
            )
        }
    }

    private static let show = Command<CommandContext>(
        "show",
        "Print a policy as JSON.",
        Options(),
        [.argument("name", \.subject, "The policy, by name or file.", value: "NAME|FILE")] + Options.common,
        examples: ["exhibit policy show happy-gpt-image-2", "exhibit policy show no-mock > mine.json"]
    ) { options, context in
        await context.answering("policy show", options.output) {
            let named = try PolicyLibrary(
                home: try context.home(options.home, options.output),
                environment: context.environment
            )
            .find(options.subject)
            let value = try JSONReader.read(named.policy.canonical, .canonical)
            return Answer(
                result: [
                    "name": .string(named.name), "sha256": .string(SHA256.hash(named.policy.canonical).hex),
                    "policy": value,
                ],
                lines: [JSONText.pretty(value)]
            )
        }
    }

    private static let check = Command<CommandContext>(
        "check",
        "Judge a recorded run again, and say the verdict.",
        Options(),
        [.argument("run", \.subject, "The run, by the start or end of its id.", value: "RUN"), Options.policy]
            + Options.common,
        examples: ["exhibit policy check Q7RM2C4D", "exhibit policy check Q7RM2C4D --policy happy-gpt-image-2"]
    ) { options, context in
        await context.answering("policy check", options.output) { try judge(options, context, explaining: false) }
    }

    private static let explain = Command<CommandContext>(
        "explain",
        "Say for each rule what it saw and how that is known.",
        Options(),
        [
            .argument("run", \.subject, "The run, by the start or end of its id.", value: "RUN"), Options.policy,
            .flag("all", \.all, "Show the rules that passed, too.", essential: true),
        ] + Options.common,
        examples: [
            "exhibit policy explain Q7RM2C4D", "exhibit policy explain Q7RM2C4D --policy happy-gpt-image-2 --all",
        ]
    ) { options, context in
        await context.answering("policy explain", options.output) { try judge(options, context, explaining: true) }
    }

    private static let test = Command<CommandContext>(
        "test",
        "Run the tests that a policy carries.",
        Options(),
        [.argument("policy", \.subject, "The policy, by name or file.", value: "NAME|FILE")] + Options.common,
        examples: ["exhibit policy test happy-gpt-image-2", "exhibit policy test mine.json"]
    ) { options, context in
        await context.answering("policy test", options.output) {
            let named = try PolicyLibrary(
                home: try context.home(options.home, options.output),
                environment: context.environment
            )
            .find(options.subject)
            return PolicyTestAnswer.of(named.policy)
        }
    }

    static func judge(_ options: Options, _ context: CommandContext, explaining: Bool) throws -> Answer {
        let home = try context.home(options.home, options.output)
        let reader = try Reader(home, context.environment)
        let run = try reader.find(options.subject)
        guard let judging = try reader.judging(run) else { throw Report(.runNotFound, "there is no run \(run)") }
        let library = PolicyLibrary(home: home, environment: context.environment)
        let facts = FactDocument.of(judging.replay, judging.context)
        var names = options.policies
        if names.isEmpty { names = judging.replay.intent["policies"]?.array?.compactMap(\.string) ?? ["integrity"] }
        let judged = try names.map { name -> PolicyExplanation in
            // A policy that judged the run is in the store even when its file is gone.
            let policy = try adopted(name, reader, judging.replay) ?? library.find(name).policy
            let digest = SHA256.hash(policy.canonical)
            let waivers = judging.replay.waivers(policy, digest, at: context.environment.now())
            return PolicyExplanation(
                policy: policy,
                digest: digest,
                judgement: policy.judge(
                    facts,
                    waived: Set(waivers.map(\.rule)),
                    refused: FactDocument.isRefused(facts)
                ),
                waivers: waivers.map { WaivedRule($0, reason: $0.reasonCommit.flatMap(reader.privateValue)) }
            )
        }
        return PolicyExplanation.answer(
            judged,
            run: judging.replay,
            asOf: judging.asOf,
            explaining: explaining,
            all: options.all
        )
    }

    static func adopted(_ name: String, _ reader: Reader, _ run: RunReplay) throws -> Policy? {
        guard
            let digest = run.verdicts.last(where: { $0.body["policy_id"]?.string == name })?.body["policy_sha256"]?
                .string,
            let bytes = reader.blob(digest)
        else { return nil }
        return try Policy(parsing: bytes)
    }
}
