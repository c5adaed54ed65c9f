import ExhibitArguments
import ExhibitModel

/// `policy waive`: a reviewer sets one rule aside for one run, for a time.
enum PolicyWaive {
    static let command = Command<CommandContext>(
        "waive",
        "Set a rule aside for a run until a day, signed by a reviewer of the policy.",
        ReviewOptions(),
        [
            ReviewOptions.subject,
            .option("rule", \.rule, "The rule, one that the policy lets be waived.", value: "ID", required: true),
            ReviewOptions.signing,
            .option("expires", \.expires, "The last day: YYYY-MM-DD, or RFC 3339.", value: "DATE", required: true),
            ReviewOptions.reason(required: true),
            .option("policy", \.policy, "The policy, if it is not the deciding one.", value: "NAME", essential: true),
        ] + ReviewOptions.common,
        examples: [
            "exhibit policy waive Q7RM2C4D --rule AGT-01 --expires 2026-12-31 --key ~/reviewer.key --reason 'known label'"
        ],
        exits: [
            (0, "recorded, and the run judged again"), (2, "the policy does not allow it, or the key may not sign"),
        ]
    ) { options, context in
        await context.answering("policy waive", options.output) {
            guard let rule = options.rule, let date = options.expires else {
                preconditionFailure("the command line is refused without --rule and --expires")
            }
            return try await ReviewSession(options, context).waive(rule, until: try lastMoment(date))
        }
    }

    /// A day counts to its end in UTC.
    private static func lastMoment(_ text: String) throws(Report) -> Timestamp {
        let forms = [text, text + "T23:59:59.999Z", String(text.dropLast()) + ".000Z"]
        for form in forms {
            if let moment = Timestamp(rfc3339: form) { return moment }
        }
        throw Report(.usageInvalid, "\(text) is not a day", hint: "write 2026-12-31, or 2026-12-31T12:00:00Z")
    }
}
