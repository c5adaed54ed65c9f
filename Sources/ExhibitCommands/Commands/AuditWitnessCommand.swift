import ExhibitArguments
import ExhibitModel

/// `audit witness init|sign|serve|request|apply`.
enum AuditWitnessCommand {
    static let command = Command(
        group: "witness",
        "Have a second party sign that the ledger only grew.",
        [initialize, sign, serve, request, apply],
        examples: [
            "exhibit audit witness init --key ~/witness.key --name reviewer.example/w1",
            "exhibit audit witness request --out request.txt",
            "exhibit audit witness sign request.txt --key ~/witness.key --state ~/witness --log VKEY --out line.txt",
            "exhibit audit witness apply line.txt --witness VKEY",
        ],
        discussion: """
            A witness signs a ledger's checkpoint only if it continues the one that the witness signed before: afterwards \
            the ledger's owner can neither take entries back nor show two histories. The forms are those of C2SP \
            (tlog-witness, tlog-cosignature), so that public witnesses and logs of others fit.

            The reviewer runs init, sign or serve; the ledger's owner runs request and apply, or names the witness's \
            address to audit anchor. What a witness signed last lies in its --state: it can be given to audit verify \
            --against as it is.
            """
    )

    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var key: String?
        var name: String?
        var state: String?
        var logs: [String] = []
        var witnesses: [String] = []
        var input: String?
        var out: String?
        var port = 0
        var old = 0

        static let common: [Parameter<Options>] =
            OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) }
        static let key: Parameter<Options> = .option(
            "key",
            \.key,
            "The witness's private key.",
            value: "FILE",
            essential: true,
            required: true,
            completion: .file
        )
        static let state: Parameter<Options> = .option(
            "state",
            \.state,
            "What the witness signed last, of each log; keep it as long as the key.",
            value: "DIR",
            essential: true,
            required: true,
            completion: .directory
        )
        static let logs: Parameter<Options> = .option(
            "log",
            \.logs,
            "A log's key, as its owner gave it to you; kept once it was signed for.",
            value: "VKEY",
            essential: true
        )
        static let out: Parameter<Options> = .option(
            "out",
            \.out,
            "Write it to a file instead of printing it.",
            value: "FILE",
            essential: true,
            completion: .file
        )
    }

    private static let initialize = Command<CommandContext>(
        "init",
        "Make a witness's key, and print its public half.",
        Options(),
        [
            Options.key,
            .option(
                "name",
                \.name,
                "The witness's name, such as reviewer.example/w1.",
                value: "NAME",
                essential: true,
                required: true
            ),
        ] + Options.common,
        examples: ["exhibit audit witness init --key ~/witness.key --name reviewer.example/w1"]
    ) { options, context in
        await context.answering("audit witness init", options.output) { try WitnessVerbs.initialize(options, context) }
    }

    private static let sign = Command<CommandContext>(
        "sign",
        "Sign a checkpoint that continues the one signed before.",
        Options(),
        [
            .argument(
                "request",
                \.input,
                "What audit witness request wrote, or - for standard input.",
                value: "REQUEST",
                required: true
            ),
            Options.key, Options.state, Options.logs, Options.out,
        ] + Options.common,
        examples: ["exhibit audit witness sign request.txt --key ~/witness.key --state ~/witness --log VKEY"],
        exits: [
            (0, "signed; the line is printed"), (1, "the request begins at another size than the witness's"),
            (2, "no request, an unknown log, or a key that cannot be used"),
            (12, "not an append, or not signed by the log: nothing was signed"),
        ]
    ) { options, context in
        await context.answering("audit witness sign", options.output) { try WitnessVerbs.sign(options, context) }
    }

    private static let serve = Command<CommandContext>(
        "serve",
        "Sign over HTTP on 127.0.0.1 until Ctrl-C; the first line printed is the address.",
        Options(),
        [
            Options.key, Options.state, Options.logs,
            .option("port", \.port, "The port; 0 lets the system choose.", value: "N", essential: true),
        ] + OutputOptions.rows.map { $0.at(\.output) },
        examples: ["exhibit audit witness serve --key ~/witness.key --state ~/witness --log VKEY --port 8470"]
    ) { options, context in
        await WitnessServing.perform(options, context)
    }

    private static let request = Command<CommandContext>(
        "request",
        "Write what a witness has to be asked: the newest checkpoint, and the proof that it continues.",
        Options(),
        [
            .option("old", \.old, "The size that the witness signed last.", value: "N", essential: true),
            .option("witness", \.witnesses, "Begin where this witness's recorded cosignatures end.", value: "VKEY"),
            Options.out,
        ] + Options.common,
        examples: ["exhibit audit witness request --out request.txt", "exhibit audit witness request --old 63"]
    ) { options, context in
        await context.answering("audit witness request", options.output) {
            try WitnessVerbs.request(options, context)
        }
    }

    private static let apply = Command<CommandContext>(
        "apply",
        "Enter a witness's cosignature in the ledger, if it is a good one.",
        Options(),
        [
            .argument(
                "line",
                \.input,
                "The line, a file that holds it, or - for standard input.",
                value: "LINE",
                required: true
            ),
            .option(
                "witness",
                \.witnesses,
                "The witness's key; without it, those of the home's config.json.",
                value: "VKEY",
                essential: true
            ),
        ] + Options.common,
        examples: ["exhibit audit witness apply line.txt --witness VKEY"],
        exits: [
            (0, "entered, or there already"), (2, "the witness is not known"), (12, "the signature fits no checkpoint"),
        ]
    ) { options, context in
        await context.answering("audit witness apply", options.output) {
            try await WitnessVerbs.apply(options, context)
        }
    }
}
