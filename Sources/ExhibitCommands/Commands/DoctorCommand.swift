import ExhibitArguments

/// `doctor`.
enum DoctorCommand {
    static let command = Command<CommandContext>(
        "doctor",
        "Check config, provider, key, endpoint, model and this machine; never spends.",
        Doctor.Options(),
        [
            .option("provider", \.provider, "The provider to check.", value: "NAME", essential: true),
            .option("model", \.model, "The model to check.", value: "NAME", essential: true),
            .option("extra-json", \.extraJSON, "Request fields to check, as a JSON object or @FILE.", value: "JSON"),
            .option(
                "extra-json-file",
                \.extraJSONFile,
                "Request fields to check, from a file.",
                value: "FILE",
                completion: .file
            ),
        ] + OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) },
        examples: ["exhibit doctor", "exhibit doctor --provider happy --json"],
        exits: [
            (0, "nothing is wrong; what only a paid request shows is said to be unknown"),
            (1, "this machine lacks something (the first thing that is wrong decides)"), (2, "the settings are wrong"),
            (4, "the key is not accepted"), (7, "the provider is not reached, or busy"),
        ]
    ) { options, context in
        await context.answering("doctor", options.output) {
            let environment = context.environment
            return try await context.signals.cancelling { await Doctor.examine(options, environment) }
        }
    }
}
