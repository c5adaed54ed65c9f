import ExhibitArguments
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import ExhibitReview

/// `review list|show|approve|deny|key` (parity K7).
enum ReviewCommands {
    static let command = Command(
        group: "review",
        "Decide on runs, on record and with a reviewer's own key.",
        [list, show, approve, deny, ReviewKeyCommands.command]
    )

    private static let list = Command<CommandContext>(
        "list",
        "List runs that wait for a reviewer's decision, or have one.",
        ReviewOptions(),
        [
            SinceTime.row(\.since),
            .option("state", \.state, "Only runs in this state.", value: "STATE"),
            .option("verdict", \.verdict, "Only runs with this verdict.", value: "VERDICT", essential: true),
            .option("limit", \.limit, "At most this many.", value: "N", essential: true),
        ] + ReviewOptions.common,
        examples: ["exhibit review list", "exhibit review list --since today --verdict needs_review --json"]
    ) { options, context in
        await context.answering("review list", options.output) {
            let filter = RunFilter(
                since: try options.since.map { try SinceTime.rfc3339($0, context.environment.now()) },
                state: options.state,
                verdict: options.verdict,
                limit: options.limit,
                isForReview: true
            )
            var answer = RunListAnswer.of(try context.reader(options.home, options.output).runs(filter))
            if answer.quietLines.isEmpty {
                answer.lines = [
                    "no run waits for a reviewer, and none was decided on: exhibit runs list shows them all"
                ]
            }
            answer.next = answer.quietLines.first.map { ["exhibit review show \($0.suffix(8))"] } ?? []
            return answer
        }
    }

    private static let show = Command<CommandContext>(
        "show",
        "Show what a decision on a run would be about.",
        ReviewOptions(),
        [ReviewOptions.subject] + ReviewOptions.common,
        examples: ["exhibit review show Q7RM2C4D", "exhibit review show Q7RM2C4D --json"]
    ) { options, context in
        await context.answering("review show", options.output) {
            let reader = try context.reader(options.home, options.output)
            return ReviewShowAnswer.of(try ReviewSubject(reader.find(options.run), reader), reader)
        }
    }

    private static let approve = Command<CommandContext>(
        "approve",
        "Approve a run's files, signed with a reviewer's key.",
        ReviewOptions(),
        [ReviewOptions.subject, ReviewOptions.signing, ReviewOptions.reason(required: false)] + ReviewOptions.common,
        examples: ["exhibit review approve Q7RM2C4D --key ~/reviewer.key"],
        exits: decisionExits
    ) { options, context in
        await context.answering("review approve", options.output) {
            try await ReviewSession(options, context).decide(.approved)
        }
    }

    private static let deny = Command<CommandContext>(
        "deny",
        "Deny a run's files, signed with a reviewer's key.",
        ReviewOptions(),
        [ReviewOptions.subject, ReviewOptions.signing, ReviewOptions.reason(required: true)] + ReviewOptions.common,
        examples: ["exhibit review deny Q7RM2C4D --key ~/reviewer.key --reason 'extra paw'"],
        exits: decisionExits
    ) { options, context in
        await context.answering("review deny", options.output) {
            try await ReviewSession(options, context).decide(.denied)
        }
    }

    private static let decisionExits: [(Int32, String)] = [
        (0, "recorded; the latest decision counts"), (2, "the run has not ended, or the key is not a reviewer's"),
        (12, "a file is not the one that was recorded: nothing was decided"),
    ]
}
