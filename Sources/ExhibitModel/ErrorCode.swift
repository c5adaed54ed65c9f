/// The registry of everything that can go wrong: `area.reason_words`, which never change once released.
///
/// `exhibit help errors` prints this table; a ``Report`` adds the sentence of the case at hand.
package enum ErrorCode: String, Sendable, Hashable, CaseIterable {
    // Usage and validation: nothing was sent.
    case usageUnknownCommand = "usage.unknown_command"
    case usageInvalid = "usage.invalid"
    case usageNotSupported = "usage.not_supported"
    case usageMockRefused = "usage.mock_refused"
    case promptMissing = "prompt.missing"
    case promptInvalid = "prompt.invalid"
    case promptTooLong = "prompt.exceeded"
    case inputUnreadable = "input.unreadable"
    case inputNotAnImage = "input.not_an_image"
    case inputTooMany = "input.too_many"
    case inputTooLarge = "input.exceeded"
    case inputMissing = "input.missing"
    case pictureUndecodable = "picture.undecodable"
    case pictureTooLarge = "picture.exceeded"
    case pictureUnsupported = "picture.not_supported"
    case pictureNoAlpha = "picture.no_alpha"
    case maskMissing = "mask.missing"
    case maskEmpty = "mask.empty"
    case maskSizeDiffers = "mask.size_differs"
    case maskUnsupported = "mask.not_supported"
    case maskTooLarge = "mask.exceeded"
    case regionInvalid = "region.invalid"
    case canvasNoSide = "canvas.no_side"
    case backdropUnclear = "backdrop.unclear"
    case objectNotFound = "object.not_found"
    case previewNoTerminal = "preview.no_terminal"
    case jsonInvalid = "json.invalid"
    case outputExists = "output.exists"
    case outputUnwritable = "output.unwritable"
    case sizeNotAllowed = "size.not_allowed"
    case configMissing = "config.missing"
    case configInvalid = "config.invalid"
    case configUntrusted = "config.untrusted"
    case providerNotFound = "provider.not_found"
    case providerNoKey = "provider.no_key"
    case providerDialectUnknown = "provider.dialect_unknown"
    case providerInsecure = "provider.insecure"
    case modelPlaceholder = "model.placeholder"
    case policyNotFound = "policy.not_found"
    case policyInvalid = "policy.invalid"
    case policyNameReserved = "policy.name_reserved"
    case manifestInvalid = "manifest.invalid"
    case manifestTooLarge = "manifest.exceeded"
    case consentMissing = "consent.missing"
    // Refused by our own bound: nothing was sent.
    case consentDeclined = "consent.declined"
    case budgetExceeded = "budget.exceeded"
    case budgetUnknown = "budget.unknown"
    case queueFull = "queue.full"
    // Not there.
    case runNotFound = "run.not_found"
    case taskNotFound = "task.not_found"
    case batchNotFound = "batch.not_found"
    // Tasks that did not complete.
    case batchIncomplete = "batch.incomplete"
    case taskEnded = "task.ended"
    case taskNotRetryable = "task.not_retryable"
    case cancelPending = "cancel.pending"
    case taskCancelled = "task.cancelled"
    case taskTimedOut = "task.timed_out"
    case fileNotFound = "file.not_found"
    case artifactNotFound = "artifact.not_found"
    case checkpointMissing = "checkpoint.missing"
    // The ledger and the home.
    case ledgerLocked = "ledger.locked"
    case ledgerFromFuture = "ledger.from_future"
    case ledgerCorrupt = "ledger.corrupt"
    case ledgerReadOnly = "ledger.read_only"
    case ledgerMissing = "ledger.missing"
    case ledgerExists = "ledger.exists"
    case homeUntrusted = "home.untrusted"
    case valueNotFound = "value.not_found"
    case valueInUse = "value.in_use"
    case entryTooLarge = "entry.exceeded"
    case diskFull = "disk.full"
    case fileFailed = "file.failed"
    case clockSkewed = "clock.skewed"
    // The provider's answer, or its absence.
    case authenticationFailed = "authentication.failed"
    case providerRefused = "provider.refused"
    case providerModeration = "provider.moderation"
    case modelNotFound = "model.not_found"
    case providerBusy = "provider.busy"
    case providerUnreachable = "provider.unreachable"
    case providerFailed = "provider.failed"
    case tlsUntrusted = "tls.untrusted"
    case outcomeUnknown = "outcome.unknown"
    case outcomeLost = "outcome.lost"
    case replyIncomplete = "reply.incomplete"
    case replyEmpty = "reply.no_media"
    case replyUnparsable = "reply.unparsable"
    case replyAmbiguous = "reply.ambiguous"
    case replyTextTooLong = "reply.text.exceeded"
    case replyMediaTooLarge = "reply.media.exceeded"
    case replyHeadersTooLong = "reply.headers.exceeded"
    case mediaInvalidBase64 = "media.invalid_base64"
    case mediaUndecodable = "media.undecodable"
    case mediaUnexpectedSize = "media.unexpected_size"
    case mediaDownloadFailed = "media.download_failed"
    case mediaUnfinished = "media.unfinished"
    case addressRefused = "address.refused"
    case pollDeadline = "poll.deadline"
    case jobUnreachable = "job.unreachable"
    case jobFailed = "job.failed"
    case jobCancelled = "job.cancelled"
    case jobExpired = "job.expired"
    case providerNotConfigured = "provider.not_configured"
    // Judgement.
    case policyRefused = "policy.refused"
    case policyRejected = "policy.rejected"
    case policyNeedsReview = "policy.needs_review"
    case policyNotEvaluated = "policy.not_evaluated"
    case policyTestsFailed = "policy.tests_failed"
    case reviewDenied = "review.denied"
    case reviewNotReady = "review.not_ready"
    case reviewerKeyInvalid = "reviewer_key.invalid"
    case reviewerKeyRefused = "reviewer_key.refused"
    case waiverRefused = "waiver.refused"
    case policyLintFailed = "policy.lint_failed"
    // Evidence.
    case reviewChanged = "review.changed"
    case evidenceBroken = "evidence.broken"
    case evidenceUnanchored = "evidence.unanchored"
    case anchorFailed = "anchor.failed"
    case anchorInvalid = "anchor.invalid"
    case secretFound = "secret.found"
    // Witnesses.
    case witnessRequestInvalid = "witness.request_invalid"
    case witnessLogUnknown = "witness.log_unknown"
    case witnessSizeDiffers = "witness.size_differs"
    case witnessKeyRefused = "witness.key_refused"
    case witnessUnknown = "witness.unknown"
    case tlogPolicyInvalid = "tlog_policy.invalid"
    // Run state.
    case runNotResumable = "run.not_resumable"
    case runInterrupted = "run.interrupted"
    case runTerminated = "run.terminated"
    case runStillUnknown = "run.still_unknown"
    case sandboxFailed = "sandbox.failed"
    case portInUse = "port.in_use"
    case internalError = "internal.error"

    private struct Row {
        let exit: ExitCode
        var retryable = false
        let sentence: String
        let hint: String
    }

    package var exit: ExitCode { row.exit }

    /// Whether the same command may be given again without a person's decision.
    package var retryable: Bool { row.retryable }

    /// What the code means, without the case at hand.
    package var sentence: String { row.sentence }

    package var hint: String { row.hint }

    private var row: Row {
        switch self {
        case .usageUnknownCommand:
            Row(exit: .usage, sentence: "there is no such command", hint: "exhibit help lists the commands")
        case .usageInvalid:
            Row(
                exit: .usage,
                sentence: "the command line is not understood",
                hint: "add --help to the command to see its flags"
            )
        case .usageNotSupported:
            Row(
                exit: .usage,
                sentence: "the provider's dialect cannot express a flag",
                hint: "leave the flag out, or choose another --provider"
            )
        case .usageMockRefused:
            Row(
                exit: .usage,
                sentence: "a mock flag of the old scripts was given",
                hint: "use --provider sandbox, or exhibit sandbox serve --fault …"
            )
        case .promptMissing:
            Row(exit: .usage, sentence: "no prompt was given", hint: "add --prompt TEXT or --prompt-file FILE")
        case .promptInvalid:
            Row(exit: .usage, sentence: "the prompt is not valid text", hint: "give UTF-8 text without NUL characters")
        case .promptTooLong:
            Row(exit: .usage, sentence: "the prompt is longer than the model takes", hint: "shorten the prompt")
        case .inputUnreadable:
            Row(
                exit: .usage,
                sentence: "an input file cannot be read",
                hint: "name a regular, readable file that is not empty"
            )
        case .inputNotAnImage:
            Row(exit: .usage, sentence: "an input file is not an image", hint: "give a PNG, JPEG or WebP file")
        case .inputTooMany:
            Row(
                exit: .usage,
                sentence: "more input images than the limit",
                hint: "give at most 5 images, or a policy with a higher limits.max_inputs"
            )
        case .inputTooLarge:
            Row(exit: .usage, sentence: "an input file is larger than the limit", hint: "give images of at most 50 MiB")
        case .inputMissing:
            Row(exit: .usage, sentence: "an edit needs at least one image", hint: "add --image FILE")
        case .pictureUndecodable:
            Row(
                exit: .usage,
                sentence: "a picture cannot be decoded",
                hint: "give a whole PNG, JPEG or WebP file; another program may be able to save it anew"
            )
        case .pictureTooLarge:
            Row(exit: .usage, sentence: "a picture has more pixels than the limit", hint: "make the picture smaller")
        case .pictureUnsupported:
            Row(
                exit: .usage,
                sentence: "a picture is of a kind that is not worked on",
                hint: "save it as an RGB PNG, JPEG or WebP file"
            )
        case .pictureNoAlpha:
            Row(
                exit: .usage,
                sentence: "the picture has no transparency to find an object by",
                hint: "try --selection-mode backdrop"
            )
        case .maskMissing:
            Row(
                exit: .usage,
                sentence: "nothing says where to paint",
                hint: "add --mask FILE, --region rect:X:Y:W:H, --mask-rect X,Y,W,H, or --x --y --width --height"
            )
        case .maskEmpty:
            Row(
                exit: .usage,
                sentence: "the mask leaves nothing to paint",
                hint: "look at it with --mask-only: a region has to lie inside the picture, and --shrink takes away"
            )
        case .maskSizeDiffers:
            Row(
                exit: .usage,
                sentence: "the mask and the image differ in size",
                hint: "make the mask from the image: exhibit mask --image FILE --out MASK.png"
            )
        case .maskUnsupported:
            Row(
                exit: .usage,
                sentence: "the model takes no mask",
                hint: "add --preserve-outside to put the original back around the mask, or choose another --provider"
            )
        case .maskTooLarge:
            Row(
                exit: .usage,
                sentence: "the mask's file is larger than the provider takes",
                hint: "--feather 0 makes it smaller, and so does a smaller image"
            )
        case .regionInvalid:
            Row(
                exit: .usage,
                sentence: "a region is not understood",
                hint: "rect:X:Y:W:H, box:X1:Y1:X2:Y2 or ellipse:X:Y:W:H, or rect-pct: and so on in percent"
            )
        case .canvasNoSide:
            Row(
                exit: .usage,
                sentence: "an outpaint needs a side to grow on",
                hint: "add --left, --right, --top or --bottom N, or --expand N for all four"
            )
        case .backdropUnclear:
            Row(
                exit: .usage,
                sentence: "the backdrop is not plain enough to find the object",
                hint: "raise --threshold, give the mask with --mask, or mark a region with exhibit inpaint"
            )
        case .objectNotFound:
            Row(
                exit: .usage,
                sentence: "no object was found in the picture",
                hint: "lower --threshold, or mark a region with exhibit inpaint"
            )
        case .previewNoTerminal:
            Row(
                exit: .usage,
                sentence: "a picture can be shown in a terminal only",
                hint: "leave --preview out, or run the command in a terminal"
            )
        case .jsonInvalid:
            Row(exit: .usage, sentence: "a JSON value is not valid", hint: "correct it at the line and column named")
        case .outputExists:
            Row(
                exit: .usage,
                sentence: "the output file is there already",
                hint: "choose another path, or add --overwrite"
            )
        case .outputUnwritable:
            Row(
                exit: .usage,
                sentence: "the output folder cannot be written",
                hint: "choose another --out-dir, or mend its permissions"
            )
        case .sizeNotAllowed:
            Row(
                exit: .usage,
                sentence: "the size is not one that can be asked for",
                hint: "write WIDTHxHEIGHT, such as 1024x1024, or auto"
            )
        case .configMissing:
            Row(
                exit: .usage,
                sentence: "the OpenClaw config is not there",
                hint: "give --config FILE, or set OPENCLAW_CONFIG"
            )
        case .configInvalid:
            Row(
                exit: .usage,
                sentence: "a configuration file is not valid",
                hint: "correct it at the line and column named"
            )
        case .configUntrusted:
            Row(
                exit: .usage,
                sentence: "a configuration file can be written by others",
                hint: "chmod go-w the file, and make it your own"
            )
        case .providerNotFound:
            Row(
                exit: .usage,
                sentence: "no such provider is configured",
                hint: "exhibit provider list shows what is configured; --provider sandbox needs no account"
            )
        case .providerNoKey:
            Row(
                exit: .usage,
                sentence: "the provider's key is not available",
                hint: "set the environment variable that the config names"
            )
        case .providerDialectUnknown:
            Row(
                exit: .usage,
                sentence: "the provider's dialect is not known",
                hint: "set dialect to openai in the home's config.json"
            )
        case .providerInsecure:
            Row(
                exit: .usage,
                sentence: "a credential would travel without encryption",
                hint: "use https, or set allow_http for this provider in the home's config.json"
            )
        case .modelPlaceholder:
            Row(
                exit: .usage,
                sentence: "the model is a placeholder, not a name",
                hint: "give --model NAME, or set OPENCLAW_IMAGE_MODEL"
            )
        case .policyNotFound:
            Row(exit: .usage, sentence: "no such policy", hint: "exhibit policy list shows the policies")
        case .policyInvalid:
            Row(exit: .usage, sentence: "the policy is not valid", hint: "correct it at the place named")
        case .policyNameReserved:
            Row(
                exit: .usage,
                sentence: "the policy's id belongs to a shipped policy",
                hint: "give your policy an id of its own"
            )
        case .manifestInvalid:
            Row(
                exit: .usage,
                sentence: "the manifest is not valid",
                hint: "correct it at the places named; exhibit help batch shows every key"
            )
        case .manifestTooLarge:
            Row(
                exit: .usage,
                sentence: "the manifest is larger than the limit",
                hint: "split it: at most 16 MiB, 100000 items, and 200 tasks in one {\"tasks\":[…]}"
            )
        case .consentMissing:
            Row(
                exit: .usage,
                sentence: "a yes was asked for where nobody can give it",
                hint: "add --yes, or leave --confirm out"
            )
        case .consentDeclined:
            Row(
                exit: .ownBound,
                sentence: "the answer to --confirm was no",
                hint: "give the command again to be asked again"
            )
        case .budgetExceeded:
            Row(
                exit: .ownBound,
                sentence: "the request passes a bound of the command",
                hint: "ask for less, or raise --max-images or --max-cost"
            )
        case .budgetUnknown:
            Row(
                exit: .ownBound,
                sentence: "a bound on the cost was given, and the price is not known",
                hint: "add the model to prices in the home's config.json, or leave --max-cost out"
            )
        case .runNotFound:
            Row(
                exit: .notFound,
                sentence: "no such run",
                hint: "exhibit runs list shows the runs; four characters of the id are enough"
            )
        case .valueNotFound:
            Row(
                exit: .notFound,
                sentence: "no such private value or file",
                hint: "exhibit runs show RUN --json has the commitments and hashes of a run, in full"
            )
        case .valueInUse:
            Row(
                exit: .failed,
                sentence: "what is not over yet needs the value",
                hint: "end the run or cancel the task first"
            )
        case .taskNotFound:
            Row(
                exit: .notFound,
                sentence: "no such task",
                hint: "exhibit queue list shows the tasks; four characters of the id, or the key, are enough"
            )
        case .batchNotFound:
            Row(
                exit: .notFound,
                sentence: "no such batch",
                hint: "exhibit queue history shows the batches; four characters of the id, or the name, are enough"
            )
        case .queueFull:
            Row(
                exit: .ownBound,
                sentence: "there are more tasks than there is room for",
                hint: "submit the rest when others have ended"
            )
        case .batchIncomplete:
            Row(
                exit: .partial,
                sentence: "some tasks did not complete",
                hint: "batch_result.json says why; exhibit batch MANIFEST --resume --retry-failed tries them again"
            )
        case .taskEnded:
            Row(
                exit: .usage,
                sentence: "the task has ended, and cannot be cancelled any more",
                hint: "exhibit queue get shows how it ended"
            )
        case .taskNotRetryable:
            Row(
                exit: .usage,
                sentence: "the task cannot be put back in line as it is",
                hint: "exhibit queue get shows how it stands"
            )
        case .cancelPending:
            Row(
                exit: .timedOutWaiting,
                sentence: "the worker was asked to stop, and has not ended the task yet",
                hint: "exhibit queue get shows how it ends; --wait-seconds waits longer"
            )
        case .taskCancelled:
            Row(
                exit: .failed,
                sentence: "the task was cancelled while it was worked on",
                hint: "exhibit queue retry gives it to a worker again"
            )
        case .taskTimedOut:
            Row(
                exit: .timedOutWaiting,
                sentence: "the task's time was over before it was done",
                hint: "exhibit queue retry gives it to a worker again; --task-timeout-seconds allows it more time"
            )
        case .checkpointMissing:
            Row(
                exit: .partial,
                retryable: true,
                sentence: "no signed checkpoint covers it yet",
                hint: "the process that is at work signs one within a minute, and when it ends"
            )
        case .artifactNotFound:
            Row(
                exit: .notFound,
                sentence: "no such file in the record",
                hint: "the ledger never recorded these bytes: exhibit runs list shows what it has"
            )
        case .fileNotFound:
            Row(exit: .notFound, sentence: "no such file", hint: "check the path")
        case .ledgerLocked:
            Row(
                exit: .ledgerLocked,
                retryable: true,
                sentence: "another process holds the ledger",
                hint: "wait for the other exhibit process, then try again"
            )
        case .ledgerFromFuture:
            Row(
                exit: .failed,
                sentence: "the ledger was written by a newer exhibit",
                hint: "use that newer exhibit; nothing was changed"
            )
        case .ledgerCorrupt:
            Row(
                exit: .evidenceBroken,
                sentence: "the ledger's database is damaged",
                hint: "restore a backup; exhibit audit verify says what is left"
            )
        case .ledgerReadOnly:
            Row(
                exit: .failed,
                sentence: "the home cannot be written",
                hint: "mend the permissions, or choose another --home; nothing was sent"
            )
        case .ledgerMissing:
            Row(
                exit: .notFound,
                sentence: "there is no ledger here",
                hint: "exhibit ledger init makes one; so does the first run"
            )
        case .ledgerExists:
            Row(exit: .usage, sentence: "there is a ledger here already", hint: "exhibit ledger info shows it")
        case .homeUntrusted:
            Row(
                exit: .usage,
                sentence: "the home found above this folder is not yours",
                hint: "give --home DIR to name it yourself"
            )
        case .entryTooLarge:
            Row(
                exit: .failed,
                sentence: "an entry would be larger than the limit",
                hint: "shorten what it holds; nothing was sent"
            )
        case .diskFull:
            Row(exit: .failed, retryable: true, sentence: "the disk is full", hint: "make room, then try again")
        case .fileFailed:
            Row(exit: .failed, sentence: "a file operation failed", hint: "mend what the message names, then try again")
        case .clockSkewed:
            Row(
                exit: .failed,
                sentence: "this machine's clock is wrong",
                hint: "set the clock: timedatectl set-ntp true"
            )
        case .authenticationFailed:
            Row(
                exit: .authentication,
                sentence: "the provider did not accept the credential",
                hint: "check the key that the config names"
            )
        case .providerRefused:
            Row(
                exit: .refusedByProvider,
                sentence: "the provider refused the request for good",
                hint: "change the request as the message says"
            )
        case .providerModeration:
            Row(
                exit: .refusedByProvider,
                sentence: "the provider's moderation refused the request",
                hint: "change the prompt or the images"
            )
        case .modelNotFound:
            Row(
                exit: .refusedByProvider,
                sentence: "the provider does not know the model",
                hint: "check --model and the provider's base URL"
            )
        case .providerBusy:
            Row(exit: .busy, retryable: true, sentence: "the provider is busy", hint: "wait, then run next[0]")
        case .providerUnreachable:
            Row(
                exit: .busy,
                retryable: true,
                sentence: "the request could not be delivered",
                hint: "check the network and the base URL, then run next[0]"
            )
        case .providerFailed:
            Row(
                exit: .failed,
                sentence: "the provider failed, and may have billed the request",
                hint: "exhibit runs resume sends it again, knowing that"
            )
        case .tlsUntrusted:
            Row(
                exit: .failed,
                sentence: "the provider's certificate is not trusted",
                hint: "check the base URL and this machine's certificates"
            )
        case .outcomeUnknown:
            Row(
                exit: .outcomeUnknown,
                sentence: "the request left and no answer came; it may have been billed",
                hint: "exhibit runs resume RUN --retry-unknown sends it again, knowing that"
            )
        case .outcomeLost:
            Row(
                exit: .failed,
                sentence: "the operator says that nothing came of the request",
                hint: "give the command again for a new run"
            )
        case .replyIncomplete:
            Row(
                exit: .outcomeUnknown,
                sentence: "the answer broke off; it was billed",
                hint: "exhibit runs resume RUN --retry-unknown sends it again, knowing that"
            )
        case .replyEmpty:
            Row(
                exit: .refusedByProvider,
                sentence: "the answer holds no media",
                hint: "exhibit runs show RUN shows the answer"
            )
        case .replyUnparsable:
            Row(
                exit: .failed,
                sentence: "the answer cannot be understood",
                hint: "exhibit runs show RUN shows the answer, which is kept"
            )
        case .replyAmbiguous:
            Row(
                exit: .failed,
                sentence: "the answer can be read in two ways",
                hint: "exhibit runs show RUN shows the answer, which is kept"
            )
        case .replyTextTooLong:
            Row(
                exit: .outcomeUnknown,
                sentence: "the answer's text is longer than 8 MiB",
                hint: "what came is kept; exhibit runs show RUN"
            )
        case .replyMediaTooLarge:
            Row(
                exit: .outcomeUnknown,
                sentence: "the answer's media is larger than 1 GiB",
                hint: "what came is kept; exhibit runs show RUN"
            )
        case .replyHeadersTooLong:
            Row(
                exit: .outcomeUnknown,
                sentence: "the answer's headers are longer than 256 KiB",
                hint: "exhibit runs show RUN"
            )
        case .mediaInvalidBase64:
            Row(
                exit: .failed,
                sentence: "the answer's base64 is not valid",
                hint: "exhibit runs show RUN shows the answer, which is kept"
            )
        case .mediaUndecodable:
            Row(
                exit: .failed,
                sentence: "what came is cut short or does not decode",
                hint: "exhibit runs show RUN; the bytes are kept"
            )
        case .mediaUnexpectedSize:
            Row(
                exit: .failed,
                sentence: "the picture does not have the size that the request implies",
                hint: "look at the file, which is kept, before you use it"
            )
        case .mediaDownloadFailed:
            Row(
                exit: .failed,
                retryable: true,
                sentence: "the picture was made, but its download failed",
                hint: "exhibit runs resume RUN fetches it again without a new request"
            )
        case .mediaUnfinished:
            Row(
                exit: .failed,
                sentence: "the picture came, but what was to be done with it could not be done",
                hint: "the provider's file is kept; exhibit runs resume RUN works on it again without a new request"
            )
        case .addressRefused:
            Row(
                exit: .failed,
                sentence: "the answer points into a private network",
                hint: "fetch it yourself if you trust it"
            )
        case .pollDeadline:
            Row(
                exit: .timedOutWaiting,
                retryable: true,
                sentence: "the job was not done in time",
                hint: "exhibit runs resume RUN waits on"
            )
        case .jobUnreachable:
            Row(
                exit: .timedOutWaiting,
                retryable: true,
                sentence: "the provider does not say how the job stands; it may still be going on",
                hint: "exhibit runs resume RUN asks again"
            )
        case .jobFailed:
            Row(
                exit: .failed,
                sentence: "the provider's job failed",
                hint: "exhibit runs show RUN shows the provider's words; the command given again is a new run"
            )
        case .jobCancelled:
            Row(
                exit: .failed,
                sentence: "the job was cancelled at the provider",
                hint: "give the command again for a new run"
            )
        case .jobExpired:
            Row(
                exit: .failed,
                sentence: "the provider does not have the job's result any more",
                hint: "give the command again for a new run; results expire, so stay until it ends"
            )
        case .providerNotConfigured:
            Row(
                exit: .usage,
                sentence: "the provider has no model for this kind of media; nothing was sent",
                hint: "open the provider's settings page and add a model of the type image, video or audio"
            )
        case .policyRefused:
            Row(
                exit: .notAcceptable,
                sentence: "the policy cannot accept this request; nothing was sent",
                hint: "change the request, choose another --policy, or add --send-anyway"
            )
        case .policyRejected:
            Row(
                exit: .notAcceptable,
                sentence: "the policy rejected the result",
                hint: "exhibit policy explain RUN says why"
            )
        case .policyNeedsReview:
            Row(exit: .notAcceptable, sentence: "a reviewer has to decide", hint: "exhibit policy explain RUN says why")
        case .policyNotEvaluated:
            Row(
                exit: .notAcceptable,
                sentence: "the policy does not apply to this result",
                hint: "exhibit policy explain RUN says why"
            )
        case .policyTestsFailed:
            Row(exit: .failed, sentence: "a policy's own tests fail", hint: "correct the rules or the tests named")
        case .reviewDenied:
            Row(
                exit: .notAcceptable,
                sentence: "a reviewer denied the result",
                hint: "exhibit review show RUN has the decision; only a later approval changes it"
            )
        case .reviewNotReady:
            Row(
                exit: .usage,
                sentence: "there is nothing to decide on yet",
                hint: "exhibit runs show RUN says where the run stands"
            )
        case .reviewerKeyInvalid:
            Row(
                exit: .usage,
                sentence: "the file is not a reviewer's key",
                hint: "exhibit review key init --out FILE makes one"
            )
        case .reviewerKeyRefused:
            Row(
                exit: .usage,
                sentence: "the ledger's own key cannot sign for a reviewer",
                hint: "a reviewer keeps a key of their own: exhibit review key init --out FILE"
            )
        case .waiverRefused:
            Row(
                exit: .usage,
                sentence: "the policy does not allow this waiver",
                hint: "exhibit policy show NAME has its reviewers and waivable rules"
            )
        case .reviewChanged:
            Row(
                exit: .evidenceBroken,
                sentence: "the files are not the ones that were recorded",
                hint: "exhibit audit verify says more; nothing was decided"
            )
        case .policyLintFailed:
            Row(
                exit: .failed,
                sentence: "a policy says something that its author cannot have meant",
                hint: "correct the file at the places named"
            )
        case .evidenceBroken:
            Row(
                exit: .evidenceBroken,
                sentence: "the evidence does not hold together",
                hint: "each finding names what and where"
            )
        case .evidenceUnanchored:
            Row(
                exit: .partial,
                sentence: "no outside party has dated the newest entries",
                hint: "exhibit audit anchor --tsa URL --tsa-root FILE"
            )
        case .anchorFailed:
            Row(
                exit: .failed,
                retryable: true,
                sentence: "no outside party could be had to date the ledger",
                hint: "nothing is lost: exhibit audit anchor may be given again at any time"
            )
        case .anchorInvalid:
            Row(
                exit: .failed,
                sentence: "what a time-stamp authority sent is worth nothing",
                hint: "check the authority's address, and that its root certificate is the one that is pinned"
            )
        case .secretFound:
            Row(
                exit: .evidenceBroken,
                sentence: "a secret stands in what would be exported",
                hint: "change that key at the provider; nothing was exported"
            )
        case .witnessRequestInvalid:
            Row(
                exit: .usage,
                sentence: "what was given to a witness is no request of the protocol",
                hint: "exhibit audit witness request writes one"
            )
        case .witnessLogUnknown:
            Row(
                exit: .usage,
                sentence: "the witness does not know the log",
                hint: "name the log's key, as its owner gave it to you: --log VKEY"
            )
        case .witnessSizeDiffers:
            Row(
                exit: .failed,
                sentence: "the witness stands at another size of the log",
                hint: "ask again with a proof from that size: exhibit audit witness request --old SIZE"
            )
        case .witnessKeyRefused:
            Row(
                exit: .usage,
                sentence: "the key cannot be a witness's",
                hint: "exhibit audit witness init --key FILE --name NAME makes one, outside the home"
            )
        case .witnessUnknown:
            Row(
                exit: .usage,
                sentence: "a cosignature is by no witness that was named",
                hint: "add --witness VKEY, or name the witness in the home's config.json under witnesses"
            )
        case .tlogPolicyInvalid:
            Row(
                exit: .usage,
                sentence: "a trust policy's file is not understood",
                hint: "its lines are log, witness, group and quorum (C2SP tlog-policy)"
            )
        case .runNotResumable:
            Row(exit: .usage, sentence: "the run has ended for good", hint: "give the command again for a new run")
        case .runInterrupted:
            Row(exit: .interrupted, sentence: "interrupted; what was known is recorded", hint: "exhibit runs show RUN")
        case .runTerminated:
            Row(exit: .terminated, sentence: "terminated; what was known is recorded", hint: "exhibit runs show RUN")
        case .runStillUnknown:
            Row(
                exit: .outcomeUnknown,
                sentence: "nothing on this machine tells how the run ended",
                hint: "ask the provider, then exhibit runs reconcile RUN --as lost, or --as recovered --file F"
            )
        case .sandboxFailed:
            Row(exit: .failed, sentence: "the sandbox could not start", hint: "see the message")
        case .portInUse:
            Row(exit: .failed, sentence: "the port is taken", hint: "choose another --port, or leave it out")
        case .internalError:
            Row(exit: .failed, sentence: "exhibit has a bug", hint: "report it with the output of exhibit version")
        }
    }
}
