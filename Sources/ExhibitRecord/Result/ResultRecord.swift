package import ExhibitJSON
import ExhibitModel
import ExhibitPolicy

/// The record of one run as its users read it: `result` of the envelope and `result.json` (overview.md, "The result
/// record").
///
/// A pure function of the run's entries and of what they name. Unknown is null, never a guess and never 0.
package struct ResultRecord {
    let run: RunReplay
    private let source: RecordSource
    package let verdicts: [JudgedVerdict]
    package let deciding: JudgedVerdict?
    package let outcome: RunOutcome

    package init(_ run: RunReplay, _ source: RecordSource) {
        self.run = run
        self.source = source
        verdicts = JudgedVerdict.latest(of: run, blob: source.blob)
        deciding = JudgedVerdict.deciding(verdicts)
        outcome = RunOutcome(run, deciding: deciding)
    }

    package var object: JSONObject {
        let intent = run.intent
        let attempt = run.lastAttempt
        let response = run.resultResponse?.body
        let prompt = privateText(intent["prompt_commit"])
        let sentPrompt = privateText(intent["sent_prompt_commit"])
        let outputs = (run.outputs + run.joined).map { JSONValue.object(output($0)) }
        var record = JSONObject([
            ("schema", "exhibit.result/1"), ("ok", .bool(outcome.exit == .done)), ("run_id", .string(run.run)),
            ("task_name", .string(run.task)), ("task_key", intent["task_key"] ?? .null),
            ("batch_id", intent["batch"] ?? .null),
        ])
        for key in ["provider", "dialect", "model", "mode"] { record[key] = intent[key] ?? .null }
        record["input_images"] = .array(inputImages)
        record["state"] = .string(run.state.rawValue)
        record["attempts"] = .int(run.attempts.count)
        record["elapsed_ms"] = .int(run.elapsedMilliseconds)
        record["bytes"] = run.outputs.isEmpty ? .null : .int(run.outputBytes)
        record["outputs"] = .array(outputs)
        record["derived"] = .array(run.derived.map { .object(derived($0)) })
        record["sources"] = .array(run.sources.map { .object(output($0)) })
        record["mask"] = mask.map(JSONValue.object) ?? .null
        record["prompt_sha256"] = digest(prompt)
        record["sent_prompt_sha256"] = digest(sentPrompt)
        record["prompt_guarded"] = .bool(intent["guard"]?.string == GuardState.applied.rawValue)
        record["request_sha256"] = privateText(attempt?.started.body["request_commit"]).map(JSONValue.string) ?? .null
        record["response_sha256"] =
            response?["raw_sha256"] ?? privateText(response?["raw_commit"]).map(JSONValue.string) ?? .null
        record["request_id"] =
            attempt?.submitResponse?.body["transport"]?["request_id"] ?? response?["transport"]?["request_id"] ?? .null
        record["job"] = job.map(JSONValue.object)
        record["usage"] = run.ending?.body["usage_blob"]?.string.flatMap(source.blob).flatMap(reading) ?? .null
        record["cost"] = cost
        record["proof"] = .object(proof)
        record["evidence"] = .object(evidence)
        record["acceptance"] = .object(acceptance)
        record["review"] = review.map(JSONValue.object)
        record["endpoint"] = endpoint(attempt)
        record["http_status"] = (response ?? attempt?.responses.last?.body)?["status"] ?? .null
        record["response"] = (response ?? attempt?.responses.last?.body).flatMap(source.response) ?? .null
        record["output"] = firstPath.map(JSONValue.string) ?? .null
        record["notes"] = run.ending?.body["notes"] ?? .array([])
        record["run_dir"] = privateText(intent["run_dir_commit"]).map(JSONValue.string) ?? .null
        return record
    }

    /// The path of what the user looks at: a file that was made from the outputs, else the first of them.
    package var firstPath: String? {
        let first = run.joined.last ?? run.finished(1) ?? run.outputs.first
        return first.flatMap(path)
    }

    /// Where a file of the run was delivered; nil when it was not, or the path was erased.
    package func path(_ entry: Entry) -> String? { privateText(entry.body["path_commit"]) }

    private func privateText(_ commit: JSONValue?) -> String? {
        commit?.string.flatMap(source.privateValue)
    }

    private func reading(_ bytes: [UInt8]) -> JSONValue? {
        try? JSONReader.read(bytes, .reply)  // a broken blob is the audit's finding; here it is unknown
    }

    private func digest(_ text: String?) -> JSONValue {
        text.map { .string(source.sha256(Array($0.utf8)).hex) } ?? .null
    }

    var inputImages: [JSONValue] {
        (run.intent["inputs"]?.array ?? []).filter { $0["role"]?.string != "mask" }.map { input in
            var item = JSONObject([("path", privateText(input["path_commit"]).map(JSONValue.string) ?? .null)])
            for key in ["sha256", "bytes", "media_type", "width", "height", "sent_as", "sent_sha256"] {
                item[key] = input[key] ?? .null
            }
            return .object(item)
        }
    }

    private func output(_ entry: Entry) -> JSONObject {
        var item = JSONObject([("path", path(entry).map(JSONValue.string) ?? .null)])
        for key in ["sha256", "bytes", "media_type", "width", "height", "duration_ms", "frames", "tracks", "sound"] {
            item[key] = entry.body[key]
        }
        item["role"] = entry.body["role"]
        return item
    }

    private func derived(_ entry: Entry) -> JSONObject {
        var item = JSONObject([
            ("role", entry.body["role"] ?? .null), ("op", entry.body["op"] ?? .null),
            ("path", path(entry).map(JSONValue.string) ?? .null),
        ])
        for key in ["sha256", "bytes", "media_type", "width", "height", "duration_ms", "n"] {
            item[key] = entry.body[key]
        }
        // More than an entry lists stands in a blob of its own.
        item["from"] =
            entry.body["from"] ?? entry.body["from_blob"]?.string.flatMap(source.blob).flatMap(reading) ?? .array([])
        return item
    }

    /// How the mask went out, and what the answer did around it; nil for a run without one.
    private var mask: JSONObject? {
        guard let use = run.mask else { return nil }
        var mask: JSONObject = [:]
        for key in ["convention", "form", "canonical_sha256", "sent_sha256"] { mask[key] = use[key] ?? .null }
        mask["edited_pixels"] = run.canonicalMask?.body["measures"]?["edited_px"] ?? .null
        let facts = MaskFacts.of(run) ?? [:]
        for name in MaskFacts.names { mask[name] = facts[name] ?? .null }
        return mask
    }

    private var cost: JSONValue {
        guard let cost = run.ending?.body["cost"]?.object, let micros = cost["micros"]?.int else {
            return ["amount": nil, "micros": nil, "currency": "USD", "source": "unknown"]
        }
        return .object(
            JSONObject([
                ("amount", .string(Money.text(micros: micros))), ("micros", .int(micros)),
                ("currency", cost["currency"] ?? "USD"), ("source", cost["source"] ?? "unknown"),
            ])
        )
    }

    /// The remote job as it was last heard of; nil for a run that was answered at once.
    private var job: JSONObject? {
        guard let last = run.jobReports.last else { return nil }
        var job: JSONObject = [:]
        for key in ["remote_id", "state", "raw", "progress", "position", "polls", "expires_at"] {
            job[key] = last.body[key]
        }
        return job
    }

    private var evidence: JSONObject {
        guard let first = run.outputs.first else {
            return JSONObject([
                ("grade", "E0"), ("entry", .number(JSONNumber(run.intentEntry.seq))), ("leaf", .null),
                ("tree_size", .null), ("root", .null),
            ])
        }
        // The tree as it stood right after the last verdict, so that rendering again gives the same bytes.
        let size = (run.entries.last?.seq ?? first.seq) + 1
        return JSONObject([
            ("grade", deciding?.facts["evidence"]?["grade"] ?? "E0"), ("entry", .number(JSONNumber(first.seq))),
            ("leaf", source.leaf(first.seq).map { .string($0.hex) } ?? .null), ("tree_size", .number(JSONNumber(size))),
            ("root", source.root(size).map { .string($0.hex) } ?? .null),
        ])
    }

    /// The decision that counts; nil, not null, without one: records from before there were any stay as they are.
    private var review: JSONObject? {
        guard let review = run.review else { return nil }
        return JSONObject([
            ("decision", .string(review.decision.rawValue)), ("reviewer_key", .string(review.key)),
            ("entry", .number(JSONNumber(review.entry))), ("at", .string(review.at.description)),
            ("reason", privateText(review.reasonCommit.map(JSONValue.string)).map(JSONValue.string) ?? .null),
        ])
    }

    private var acceptance: JSONObject {
        guard let deciding else {
            return JSONObject([
                ("policy", run.intent["policies"]?.array?.last ?? .null), ("policy_sha256", .null),
                ("verdict", "not_evaluated"), ("rules", .array([])), ("policies", .array([])),
            ])
        }
        var object = summary(deciding)
        object["rules"] = .array(deciding.rules.map { .object(rule($0)) })
        object["policies"] = .array(verdicts.map { .object(summary($0)) })
        return object
    }

    private func summary(_ judged: JudgedVerdict) -> JSONObject {
        JSONObject([
            ("policy", .string(judged.policyID)), ("policy_sha256", .string(judged.policyDigest)),
            ("verdict", .string(judged.verdict.rawValue)),
        ])
    }

    private func rule(_ rule: RuleResult) -> JSONObject {
        JSONObject([
            ("id", .string(rule.id)), ("severity", .string(rule.severity.rawValue)),
            ("result", .string(rule.result.rawValue)),
            ("message", .string(rule.message)),
            ("level", rule.path.flatMap(FactLevel.of).map(JSONValue.string) ?? .null),
        ])
    }

    private func endpoint(_ attempt: AttemptReplay?) -> JSONValue {
        guard let body = attempt?.started.body, let origin = body["origin"]?.string, let path = body["path"]?.string
        else { return .null }
        return .string(origin + path)
    }
}
