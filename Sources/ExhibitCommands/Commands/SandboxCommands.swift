import ExhibitArguments
import ExhibitJSON
import ExhibitModel
import ExhibitSandbox

/// `sandbox serve|faults`.
enum SandboxCommands {
    static let command = Command(
        group: "sandbox",
        "Run a provider on this machine that needs no account and can misbehave.",
        [serve, faults]
    )

    struct Options: Sendable {
        var output = OutputOptions()
        var port = 0
        var faults: [String] = []
        var strict = false
    }

    private static let serve = Command<CommandContext>(
        "serve",
        "Serve it on 127.0.0.1 until Ctrl-C; the first line printed is its base URL.",
        Options(),
        [
            .option("port", \.port, "The port; 0 lets the system choose.", value: "N", essential: true),
            .option(
                "fault",
                \.faults,
                "Misbehave: [first:N:]NAME[:ARGUMENT][xN]; sandbox faults lists them.",
                value: "SPEC",
                essential: true
            ),
            .flag("strict", \.strict, "Refuse what OpenAI's API refuses: unknown fields, odd sizes.", essential: true),
        ] + OutputOptions.rows.map { $0.at(\.output) },
        examples: ["exhibit sandbox serve", "exhibit sandbox serve --port 8901 --fault 429x2 --fault poll:500x2"],
        discussion: """
            It speaks the dialects of OpenAI (pictures, streams, speech, videos), the jobs API, Clacky, fal and Gemini, and \
            words video jobs as ten providers do; its page at / lists the routes and the model names that choose a form. \
            A job advances each time it is asked after, never by itself.

            What it makes shows the word SANDBOX and carries a mark: under whatever name it is configured, it is known as \
            simulated. A prompt may hold a fault of its own, as [[fault:NAME]].
            """
    ) { options, context in
        await SandboxServing.perform(options, context)
    }

    private static let faults = Command<CommandContext>(
        "faults",
        "List what the sandbox can do wrong when it is told to.",
        OutputOptions(),
        OutputOptions.rows,
        examples: ["exhibit sandbox faults", "exhibit sandbox faults --json"]
    ) { options, context in
        await context.answering("sandbox faults", options) {
            let result = SandboxFault.all.map { fault -> JSONValue in
                ["name": .string(fault.name), "meaning": .string(fault.meaning)]
            }
            return Answer(
                result: ["faults": .array(result)],
                lines: TextTable.lines(["fault", "what happens"], SandboxFault.all.map { [$0.name, $0.meaning] }),
                quietLines: SandboxFault.all.map(\.name)
            )
        }
    }
}
