import ExhibitArguments

/// What `fetch` takes: the flags of the old script and our own (cli.md).
struct FetchOptions: Sendable {
    var output = OutputOptions()
    var home = HomeOptions()

    var reference: String?
    var responseText: String?
    var responseFile: String?
    var origin: String?
    var headers: [String] = []
    var policies: [String] = []

    /// As for every command that makes media.
    var delivery = DeliveryOptions()
    /// How often an address is asked.
    var sending = SendingOptions()

    private static let rows: [Parameter<FetchOptions>] = [
        .argument("ref", \.reference, "An address, a file, or - for standard input.", value: "REF", completion: .file),
        .option("response-text", \.responseText, "The text itself.", value: "TEXT", essential: true),
        .option(
            "response-file",
            \.responseFile,
            "A file with the text; - reads standard input.",
            value: "FILE",
            essential: true,
            completion: .file
        ),
        .option(
            "origin",
            \.origin,
            "Where the text came from: relative references begin there.",
            value: "URL",
            essential: true
        ),
        .option(
            "header",
            \.headers,
            "For the origin only. 'NAME: env:VAR', or 'NAME: Bearer env:VAR', takes a secret from the environment, which no other process sees.",
            value: "K:V",
            essential: true
        ),
        .option("policy", \.policies, "A policy that judges the run, besides integrity.", value: "NAME|FILE"),
    ]

    private static let asking: [Parameter<FetchOptions>] = [
        .option(
            "timeout-ms",
            \.sending.timeoutMilliseconds,
            "Milliseconds for one address (default: 600000).",
            value: "N"
        ),
        .option("timeout", \.sending.timeoutSeconds, "The same in seconds.", value: "S"),
        .option("max-attempts", \.sending.maxAttempts, "Attempts at an address in all, at most 5.", value: "N"),
        .option("retry-base-delay", \.sending.retryBaseDelay, "Seconds before the second attempt.", value: "S"),
        .option("retry-max-delay", \.sending.retryMaxDelay, "Seconds that the delay grows to.", value: "S"),
        .option("retry-jitter", \.sending.retryJitter, "Seconds of chance on top.", value: "S"),
        .flag("send-anyway", \.sending.sendAnyway, "Fetch what a policy is certain to reject."),
        .flag("dry-run", \.sending.dryRun, "Show what would be asked; ask nothing, record nothing."),
    ]

    static let all: [Parameter<FetchOptions>] =
        rows + DeliveryOptions.rows.map { $0.at(\.delivery) } + asking + OutputOptions.rows.map { $0.at(\.output) }
        + HomeOptions.rows.map { $0.at(\.home) }
}
