/// What a user of the earlier scripts has to know: where exhibit differs on purpose, and what its fields are called.
enum Migration {
    struct Difference: Sendable {
        let subject: String
        let before: String
        let now: String
    }

    static let differences = [
        Difference(
            subject: "A model that is only a placeholder",
            before: "a warning, and image-model was sent",
            now: "model.placeholder, exit 2: nothing is sent until --model or OPENCLAW_IMAGE_MODEL names a real one"
        ),
        Difference(
            subject: "Silence after the request left (time-out, lost connection)",
            before: "sent again by itself",
            now: "outcome.unknown, exit 8: it may have been billed, so only --retry-unknown sends it again"
        ),
        Difference(
            subject: "Reference images that do not fit the endpoint",
            before: "sent again without them, exit 0",
            now: "they go to /images/edits, and are never left out without --allow-dropped-references"
        ),
        Difference(
            subject: "Where files go",
            before: "~/.openclaw/generated-images",
            now: "tmp/images of the current folder; out_dir in the home's config.json set to "
                + "~/.openclaw/generated-images brings the old folder back"
        ),
        Difference(
            subject: "A name in a manifest that no variable gives",
            before: "stayed in the prompt as {name}",
            now: "an error with line and column before anything is sent; --keep-unknown-vars leaves it"
        ),
        Difference(
            subject: "send_to_feishu of a batch's tasks",
            before: "left to the caller",
            now: "the same, and noted: exhibit never delivers to a chat"
        ),
        Difference(
            subject: "Where a queue is",
            before: "~/.openclaw/image-queue",
            now:
                "queue/ in the home, else $OPENCLAW_IMAGE_QUEUE_DIR or --state-dir; its files are written from the ledger, "
                + "so that editing them changes nothing, and the old folder is left as it is"
        ),
        Difference(
            subject: "Mock flags and mock_… keys",
            before: "ran a command, or slept, and counted as completed",
            now: "usage.mock_refused, exit 2: " + RefusedFlags.spellings.joined(separator: ", ")
                + "; use --provider sandbox, or exhibit sandbox serve --fault"
        ),
    ]

    /// Not choices of taste, but what the scripts' documents promise and their code did not do.
    static let corrections = [
        Difference(
            subject: "The first provider of the config",
            before: "the first in the alphabet",
            now: "the first in the file"
        ),
        Difference(
            subject: "A reply with several pictures",
            before: "the first was saved",
            now: "all are saved, -1, -2 …"
        ),
        Difference(
            subject: "File names",
            before: "always .png",
            now: "the extension follows the bytes, and nothing is overwritten"
        ),
        Difference(
            subject: "fetch_generated_media",
            before: "fetched one reference, wherever it led, with every header",
            now: "exhibit fetch takes all, keeps headers to the origin, and goes into no private network from outside"
        ),
        Difference(
            subject: "Masks at OpenAI",
            before: "grey, white where something is painted: a form that OpenAI reads as nothing at all",
            now: "in each provider's own form; what changed around the mask is measured"
        ),
        Difference(
            subject: "A rectangle of w x h, and inverting a mask",
            before: "w+1 x h+1 pixels; a given mask before, a made one after expand, shrink and feather",
            now: "w x h pixels; always before: exhibit help masks"
        ),
        Difference(
            subject: "provider and model of batch_result.json",
            before: "constants of the script",
            now: "those of the runs, as the ledger has them; null where they differ"
        ),
        Difference(
            subject: "The time-out of a batch's task",
            before: "shorter than two attempts",
            now: "never below what all attempts may take; a lower one is raised, and noted"
        ),
        Difference(
            subject: "Two runs of one name in a second",
            before: "shared a run folder",
            now: "have a folder each"
        ),
        Difference(
            subject: "A video job that was not done in time",
            before: "downloaded: null, exit 0",
            now: "poll.deadline, exit 13; exhibit runs resume goes on with the job"
        ),
        Difference(
            subject: "--timeout, --max-polls and --poll-interval of a video",
            before: "for one request; together, for the job",
            now: "the same; without --max-polls, a --timeout that is given is for the job too"
        ),
        Difference(
            subject: "--task-timeout-seconds of a queue",
            before: "600, less than one attempt may take: retries were killed",
            now: "raised to what the attempts may take, with a note"
        ),
        Difference(
            subject: "--overflow-policy discard",
            before: "the task was gone",
            now: "rejected, as with reject: a row with its reason, and exit 9"
        ),
        Difference(
            subject: "--no-send",
            before: "do not deliver to the chat",
            now: "the same (exhibit never delivers to a chat); the request is sent: --dry-run holds it back"
        ),
        Difference(
            subject: "Exit status",
            before: "0 or 1",
            now: "what happened: exhibit help exit-codes"
        ),
    ]

    /// Old key, of the scripts' JSON, and ours, of the document that --json prints.
    static let keys: [(old: String, new: String)] = [
        ("ok", "ok"),
        ("status (HTTP)", "result.http_status"),
        ("status (state.json)", "result.state"),
        ("downloaded", "result.outputs[].path"),
        ("output", "result.output"),
        ("hints", "error.hint"),
        ("error, diagnosis.human_reason", "error.message"),
        ("stage, diagnosis.category", "error.code"),
        ("diagnosis.retryable", "error.retryable"),
        ("endpoint", "result.endpoint"),
        ("response", "result.response"),
        ("request", "request.json in result.run_dir"),
        ("provider, model, mode", "result.provider, result.model, result.mode"),
        ("input_images, bytes", "result.input_images[].path, result.bytes"),
        ("mask (edit_image)", "result.input_images[], role mask"),
        ("mask, MASK_USED", "result.derived[], role mask"),
        ("edited", "result.output"),
        ("attempt, attempts_count", "result.attempts"),
        ("elapsed_seconds", "result.elapsed_ms"),
        ("run_dir, attempt_dir", "result.run_dir"),
        ("batch_dir", "result.batch_dir"),
        ("results[].stage", "result.results[].status, .reason"),
        ("success, failed, timeout", "the same, and result.summary with every word"),
        ("no_local_fallback", "result.results[].verdict, by the policy no-mock"),
    ]
}
