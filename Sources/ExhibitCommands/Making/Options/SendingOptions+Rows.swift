import ExhibitArguments

extension SendingOptions {
    static let rows: [Parameter<SendingOptions>] = [
        .option(
            "timeout-ms",
            \.timeoutMilliseconds,
            "Milliseconds for one attempt (default: 600000), and for a job when given.",
            value: "N"
        ),
        .option("timeout", \.timeoutSeconds, "The same in seconds.", value: "S"),
        .option("poll-interval", \.pollInterval, "Seconds between two questions about a job.", value: "S"),
        .option("max-polls", \.maxPolls, "Give a job up after so many intervals.", value: "N"),
        .option("max-attempts", \.maxAttempts, "Attempts in all, at most 5.", value: "N"),
        .option("retry-base-delay", \.retryBaseDelay, "Seconds before the second attempt.", value: "S"),
        .option("retry-max-delay", \.retryMaxDelay, "Seconds that the delay grows to.", value: "S"),
        .option("retry-jitter", \.retryJitter, "Seconds of chance on top.", value: "S"),
        .flag("retry-unknown", \.retryUnknown, "Send again after silence, although it may have been billed."),
        .flag("raw", \.raw, "Leave the prompt as it is, whatever the policy's guard says."),
        .flag("send-anyway", \.sendAnyway, "Send what a policy is certain to reject."),
        .flag("dry-run", \.dryRun, "Show the request; send nothing, record nothing."),
        .flag("no-send", \.noSend, "For compatibility: nothing is ever delivered to a chat; the request is sent."),
        .option("to-open-id", \.recipient, "For compatibility: delivery is the caller's.", value: "ID").hidden(),
    ]
}
