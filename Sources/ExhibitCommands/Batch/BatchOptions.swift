import ExhibitArguments
import ExhibitLedger

extension DuplicateMode: ArgumentValue {}

/// What `batch` takes: the flags of the old script and our own (cli.md), and those of the commands as defaults.
struct BatchOptions: Sendable {
    var output = OutputOptions()
    var home = HomeOptions()

    var subject: String?
    var manifest: String?
    var variablesJSON: String?
    var variablesFile: String?
    var keepsUnknownVariables = false

    var continuesOnError = false
    var maxWorkers: Int?
    var taskTimeoutSeconds: Int?
    var consent = ConsentOptions()
    var duplicates = DuplicateMode.skip
    var dryRun = false

    var resumes = false
    var retriesFailed = false
    var batch: String?

    var summaryOut: String?
    var jobLog: String?
    var batchFolder: String?

    var defaults = ItemDefaults()
    /// Whether source D's form is held to its 200 tasks; a queue has a bound of its own.
    var boundsTasks = true

    /// Whether an earlier batch is gone on with.
    var goesOn: Bool { resumes || retriesFailed || batch != nil }

    /// A second bill is accepted for what may have been billed without an answer.
    var retriesUnknown: Bool { defaults[isOn: "retry-unknown"] }

    static let all: [Parameter<BatchOptions>] =
        reading + working + resuming + writing + ConsentOptions.rows.map { $0.at(\.consent) }
        + OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) }
        + ItemDefaults.rows.map { $0.at(\.defaults) } + [RefusedFlags.row()]

    private static let reading: [Parameter<BatchOptions>] = [
        .argument(
            "manifest",
            \.subject,
            "The items: a file, @FILE, - for standard input, or the JSON itself.",
            value: "MANIFEST",
            completion: .file
        ),
        .option("manifest", \.manifest, "The same.", value: "MANIFEST", completion: .file),
        .option(
            "vars-json",
            \.variablesJSON,
            "Variables of the items, as a JSON object or @FILE.",
            value: "JSON",
            essential: true
        ),
        .option(
            "vars-file",
            \.variablesFile,
            "More variables, from a file; they go before --vars-json.",
            value: "FILE",
            completion: .file
        ),
        .flag("keep-unknown-vars", \.keepsUnknownVariables, "Leave {name} as it is when nothing gives the name."),
        .flag(
            "dry-run",
            \.dryRun,
            "Check all items, show their requests and the cost; send nothing, record nothing.",
            essential: true
        ),
    ]

    private static let working: [Parameter<BatchOptions>] = [
        .flag(
            "continue-on-error",
            \.continuesOnError,
            "Begin further items after one did not complete; a file with tasks always does.",
            essential: true
        ),
        .option(
            "max-workers",
            \.maxWorkers,
            "Items at a time: by itself 1, or 4 for a file with tasks; above 4 only as a policy allows.",
            value: "N",
            essential: true
        ),
        .option(
            "task-timeout-seconds",
            \.taskTimeoutSeconds,
            "How long an item may take with all its attempts.",
            value: "S"
        ),
        .option(
            "on-duplicate",
            \.duplicates,
            "What becomes of an item whose task_key a waiting or running task has; reuse also takes what an equal request has made."
        ),
    ]

    private static let resuming: [Parameter<BatchOptions>] = [
        .flag(
            "resume",
            \.resumes,
            "Go on with the newest batch of this manifest; what is completed is not made again.",
            essential: true
        ),
        .flag(
            "retry-failed",
            \.retriesFailed,
            "The same, and try again what failed, timed out or was cancelled; unknown outcomes only with --retry-unknown.",
            essential: true
        ),
        .option(
            "batch",
            \.batch,
            "The batch to go on with, by the start or end of its id, or by its name.",
            value: "ID"
        ),
    ]

    private static let writing: [Parameter<BatchOptions>] = [
        .option(
            "summary-out",
            \.summaryOut,
            "Write the result there, too.",
            value: "FILE",
            essential: true,
            completion: .file
        ),
        .option(
            "joblog",
            \.jobLog,
            "Write one line for each ended item, in the columns of GNU parallel.",
            value: "FILE",
            essential: true,
            completion: .file
        ),
        .option(
            "batch-dir",
            \.batchFolder,
            "The folder of the batch's files; by itself a new one in _batches below the out-dir.",
            value: "DIR",
            completion: .directory
        ),
    ]
}
