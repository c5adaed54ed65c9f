import ExhibitArguments
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// `runs list|show|log|cost|resume|reconcile`.
enum RunsCommands {
    static let command = Command(
        group: "runs",
        "Look after recorded runs.",
        [list, show, log, cost, resume, reconcile]
    )

    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var run = ""
        var preview = false
        var since: String?
        var provider: String?
        var model: String?
        var state: String?
        var verdict: String?
        var limit = 20
        var retryUnknown = false
        var pollInterval: Double?
        var timeoutMilliseconds: Int?
        var overwrite = false
        var outcome: ReconcileOutcome?
        var file: String?
        var reason: String?
        var group = CostGroup.day

        static let common: [Parameter<Options>] =
            OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) }
        static let subject = Parameter<Options>.argument(
            "run",
            \.run,
            "The run, by the start or end of its id.",
            value: "RUN"
        )
    }

    enum ReconcileOutcome: String, CaseIterable, Sendable, ArgumentValue {
        case lost
        case recovered
    }

    private static let list = Command<CommandContext>(
        "list",
        "List runs, the newest first.",
        Options(),
        [
            SinceTime.row(\.since),
            .option("provider", \.provider, "Only runs of this provider.", value: "NAME", essential: true),
            .option("model", \.model, "Only runs of this model.", value: "NAME"),
            .option("state", \.state, "Only runs in this state.", value: "STATE", essential: true),
            .option("verdict", \.verdict, "Only runs with this verdict.", value: "VERDICT", essential: true),
            .option("limit", \.limit, "At most this many.", value: "N", essential: true),
        ] + Options.common,
        examples: ["exhibit runs list", "exhibit runs list --since today --verdict rejected --json"]
    ) { options, context in
        await context.answering("runs list", options.output) {
            let filter = RunFilter(
                since: try options.since.map { try SinceTime.rfc3339($0, context.environment.now()) },
                provider: options.provider,
                model: options.model,
                state: options.state,
                verdict: options.verdict,
                limit: options.limit
            )
            return RunListAnswer.of(try context.reader(options.home, options.output).runs(filter))
        }
    }

    private static let show = Command<CommandContext>(
        "show",
        "Show one run: what was asked, what came, how it was judged.",
        Options(),
        [Options.subject, .flag("preview", \.preview, "Draw the picture in the terminal.", essential: true)]
            + Options.common,
        examples: ["exhibit runs show Q7RM2C4D --preview", "exhibit runs show Q7RM2C4D --json"]
    ) { options, context in
        await context.answering("runs show", options.output) {
            let preview =
                try options.preview ? RunPreview(context.console, context.environment, options.output) : nil
            let reader = try context.reader(options.home, options.output)
            guard let run = try reader.replay(reader.find(options.run)) else {
                throw Report(.runNotFound, "there is no run \(options.run)")
            }
            let result = try reader.result(run)
            var answer = RunShowAnswer.of(result)
            if let preview { answer.lines.insert(try preview.draw(result, reader), at: 0) }
            return answer
        }
    }

    private static let log = Command<CommandContext>(
        "log",
        "Print what was recorded of a run, entry by entry, and its log.",
        Options(),
        [Options.subject] + Options.common,
        examples: ["exhibit runs log Q7RM2C4D", "exhibit runs log Q7RM2C4D --json"]
    ) { options, context in
        await context.answering("runs log", options.output) {
            let reader = try context.reader(options.home, options.output)
            let id = try reader.find(options.run)
            guard let run = try reader.replay(id) else { throw Report(.runNotFound, "there is no run \(options.run)") }
            let log = try reader.log(id)
            let entries = run.entries.map { entry -> JSONValue in
                .object(
                    JSONObject([
                        ("seq", .number(JSONNumber(entry.seq))), ("ts", .string(entry.at.description)),
                        ("type", .string(entry.type.rawValue)), ("body", .object(entry.body)),
                    ])
                )
            }
            let lines = log.map {
                JSONValue.object(
                    JSONObject([("ts", .string($0.at)), ("stream", .string($0.stream)), ("line", .string($0.line))])
                )
            }
            return Answer(
                result: ["run_id": .string(id), "entries": .array(entries), "log": .array(lines)],
                lines: run.entries.map(EntryLine.of) + log.map { "\($0.at)  \($0.stream)  \($0.line)" }
            )
        }
    }

    private static let cost = Command<CommandContext>(
        "cost",
        "Tell what runs have cost; of what nobody has said, how many there are.",
        Options(),
        [
            SinceTime.row(\.since),
            .option("by", \.group, "What to add up by.", essential: true),
            .option("provider", \.provider, "Only runs of this provider.", value: "NAME"),
            .option("model", \.model, "Only runs of this model.", value: "NAME"),
        ] + Options.common,
        examples: ["exhibit runs cost", "exhibit runs cost --since today --by model --json"]
    ) { options, context in
        await context.answering("runs cost", options.output) {
            let filter = RunFilter(
                since: try options.since.map { try SinceTime.rfc3339($0, context.environment.now()) },
                provider: options.provider,
                model: options.model,
                limit: .max
            )
            let reader = try context.reader(options.home, options.output)
            return try CostAnswer.of(reader.runs(filter), by: options.group, reader)
        }
    }

    private static let resume = Command<CommandContext>(
        "resume",
        "Go on with a run that stopped; a run of unknown outcome needs --retry-unknown.",
        Options(),
        [
            Options.subject,
            .flag(
                "retry-unknown",
                \.retryUnknown,
                "Send again although the first request may have been billed.",
                essential: true
            ),
            .option("poll-interval", \.pollInterval, "Seconds between two questions for a job.", value: "S"),
            .option("timeout-ms", \.timeoutMilliseconds, "Milliseconds to follow a job for.", value: "N"),
        ] + Options.common,
        examples: ["exhibit runs resume Q7RM2C4D", "exhibit runs resume Q7RM2C4D --retry-unknown"]
    ) { options, context in
        await RunsAgain.resume(options, context)
    }

    private static let reconcile = Command<CommandContext>(
        "reconcile",
        "Settle a run of unknown outcome without sending it again.",
        Options(),
        [
            Options.subject,
            .option("as", \.outcome, "Your own word on how it ended.", essential: true),
            .option(
                "file",
                \.file,
                "The picture, when you got it another way.",
                value: "FILE",
                essential: true,
                completion: .file
            ),
            .option("reason", \.reason, "Why you say so.", value: "TEXT", essential: true),
        ] + Options.common,
        examples: [
            "exhibit runs reconcile Q7RM2C4D", "exhibit runs reconcile Q7RM2C4D --as lost --reason 'not on the bill'",
        ]
    ) { options, context in
        await RunsAgain.reconcile(options, context)
    }
}
