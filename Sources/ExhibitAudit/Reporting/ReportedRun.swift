import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// One run as a report tells it.
///
/// Everything that a page shows of a run stands in its object.
struct ReportedRun {
    let replay: RunReplay
    let record: ResultRecord
    let pictures: [ReportedPicture]
    /// Entries about the run that stand outside of it, such as a waiver.
    let others: [Entry]
    private let shown: JSONObject

    /// Told in the same words and under the same names as by `runs show --json`.
    static let shared = [
        "ok", "run_id", "task_name", "task_key", "batch_id", "provider", "dialect", "model", "mode", "state",
        "attempts",
        "elapsed_ms", "bytes", "prompt_guarded", "request_id", "job", "usage", "cost", "proof", "mask", "evidence",
        "acceptance", "endpoint", "http_status", "notes",
    ]

    /// The run up to the first entry that cannot follow, which the audit has found; nil when there is no such run.
    init?(_ entries: [Entry], others: [Entry], _ source: RecordSource) {
        guard let first = entries.first, var replay = RunReplay(first) else { return nil }
        for entry in entries.dropFirst() { try? replay.apply(entry) }  // see above
        self.replay = replay
        record = ResultRecord(replay, source)
        shown = record.object
        pictures = ReportedPicture.of(replay)
        let digests = Set(pictures.map(\.sha256))
        self.others = others.filter { entry in
            entry.body["artifact_sha256"]?.string.map(digests.contains) ?? (entry.body["run"]?.string == replay.run)
        }
    }

    func object(_ context: ReportContext) -> JSONObject {
        let mask = context.mask(replay)
        var object: JSONObject = ["outcome": .string(outcome)]
        for key in Self.shared { object[key] = shown[key].map(mask.hide) }
        let findings = context.findings(replay.run)
        object["simulated"] = .bool(replay.isSimulated)
        object["about"] = .string(ClosingLines.about(replay))
        object["started_at"] = .string(replay.intentEntry.at.description)
        object["ended_at"] = replay.ending.map { .string($0.at.description) } ?? .null
        object["grade"] = .object(grade(context).object)
        object["findings"] = .array(findings.map { $0.json(context.auditMask) })
        object["error"] = error(mask)
        object["prompt"] = context.texts.value(replay.intent["prompt_commit"])
        if replay.intent["sent_prompt_commit"] != replay.intent["prompt_commit"] {
            object["sent_prompt"] = context.texts.value(replay.intent["sent_prompt_commit"])
        }
        object["request"] = .object(request)
        object["pictures"] = .array(pictures.enumerated().map { .object(picture($0.element, at: $0.offset, context)) })
        object["claims"] = .array(ReportedClaims(replay, shown["proof"]?.object ?? [:]).values)
        object["verdicts"] = .array(verdicts)
        object["reviews"] = .object(reviews(context).object)
        object["waivers"] = .array(ReportedWaivers(replay, others, context).values)
        object["attempt_log"] = .array(replay.attempts.map { ReportedAttempt($0).value(mask) })
        object["hashes"] = .array(hashes)
        object["position"] = .object(position(context))
        object["entries"] = .array(replay.entries.map(Self.line))
        return object
    }

    /// One word to sort by: what the policies say of a run that succeeded, else its state.
    ///
    /// A simulated picture never stands there as simply accepted.
    var outcome: String {
        guard replay.state == .succeeded else { return replay.state.rawValue }
        let verdict = record.deciding?.verdict.rawValue ?? "not_judged"
        return replay.isSimulated && verdict == "accepted" ? "accepted_simulated" : verdict
    }

    private func grade(_ context: ReportContext) -> EvidenceGrade {
        EvidenceGrade(
            replay,
            recorded: record.deciding?.facts["evidence"]?["grade"]?.string,
            context.audit.findings,
            context.dates,
            signedSize: context.signedSize
        )
    }

    private func reviews(_ context: ReportContext) -> ReportedReviews {
        ReportedReviews(replay, outside: others, pictures, deciding: record.deciding, context)
    }

    private func error(_ mask: PathMask) -> JSONValue? {
        guard replay.state != .succeeded, let report = record.outcome.report else { return nil }
        return ["code": .string(report.code.rawValue), "message": .string(mask.hide(report.message))]
    }

    private func picture(_ picture: ReportedPicture, at place: Int, _ context: ReportContext) -> JSONObject {
        let view = place < ReportedPicture.limit ? context.views[picture.sha256] ?? .missing : .leftOut
        let commit = picture.facts["path_commit"] ?? picture.facts["name_commit"]
        return picture.object(view, fileName: context.texts.fileName(commit), thumbnailSHA256: context.sha256)
    }

    private var request: JSONObject {
        var object: JSONObject = [:]
        for key in [
            "provider_source", "model_source", "dialect_version", "route", "guard", "prompt_unchanged", "options",
            "policies", "max_attempts", "timeout_ms", "config", "request_tag",
        ] { object[key] = replay.intent[key] }
        return object
    }

    private var verdicts: [JSONValue] {
        DecidingVerdict.latest(replay.verdicts).map { entry in
            ReportedVerdict(entry, record.verdicts.first { $0.entry == entry.seq }).value
        }
    }

    /// Everything of the run that has a hash of its own, and the entry that says so.
    private var hashes: [JSONValue] {
        var rows: [(String, JSONValue?, Entry)] = pictures.map { ($0.role, .string($0.sha256), $0.entry) }
        if let response = replay.resultResponse {
            rows.append(("answer", response.body["raw_sha256"], response))
        }
        for verdict in DecidingVerdict.latest(replay.verdicts) {
            rows.append(("policy \(verdict.body["policy_id"]?.string ?? "")", verdict.body["policy_sha256"], verdict))
            rows.append(("facts", verdict.body["facts_blob"], verdict))
            rows.append(("verdict", verdict.body["verdict_blob"], verdict))
        }
        // Several policies judge the same facts.
        var told: Set<String> = []
        return rows.compactMap { what, digest, entry in
            guard let digest = digest?.string, told.insert(digest).inserted else { return nil }
            return ["what": .string(what), "sha256": .string(digest), "entry": .number(JSONNumber(entry.seq))]
        }
    }

    private func position(_ context: ReportContext) -> JSONObject {
        let last = replay.entries.last?.seq ?? replay.intentEntry.seq
        return JSONObject([
            ("first_entry", .number(JSONNumber(replay.intentEntry.seq))), ("last_entry", .number(JSONNumber(last))),
            ("entries", .int(replay.entries.count)), ("ledger_entries", .int(context.audit.counts[.entries])),
            ("checkpoint_size", .number(JSONNumber(context.signedSize))), ("signed", .bool(last < context.signedSize)),
        ])
    }

    private static func line(_ entry: Entry) -> JSONValue {
        [
            "seq": .number(JSONNumber(entry.seq)), "ts": .string(entry.at.description),
            "type": .string(entry.type.rawValue),
        ]
    }
}
