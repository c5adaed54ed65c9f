package import ExhibitJSON
import ExhibitModel

/// The input document of policies: every fact is a function of entries before `as_of` (cli.md, "Facts that policies
/// see"); what is not known is absent.
package enum FactDocument {
    /// What the ledger knows beyond one run's own entries.
    package struct Context: Sendable, Hashable {
        /// How many runs recorded the first output's bytes as theirs.
        package let sha256Uses: Int
        /// The ledger signs checkpoints (its `ledger.init` names a key).
        package let signed: Bool
        /// Between which moments of outside parties the run came to be.
        package let dating: Dating

        package init(sha256Uses: Int, signed: Bool, dating: Dating = .none) {
            self.sha256Uses = sha256Uses
            self.signed = signed
            self.dating = dating
        }
    }

    package static func of(_ run: RunReplay, _ context: Context) -> JSONValue {
        var facts: JSONObject = [
            "run": .object(runFacts(run)), "request": .object(requestFacts(run)),
            "adapter": ["simulated": .bool(run.isSimulated)],
        ]
        if let transport = transportFacts(run) { facts["transport"] = .object(transport) }
        if let response = responseFacts(run) { facts["response"] = .object(response) }
        if !run.outputs.isEmpty {
            facts["outputs"] = .array(run.outputs.map { .object(outputFacts($0)) })
            facts["artifact"] = .object(artifactFacts(run, context))
            facts["evidence"] = .object(evidenceFacts(run, context))
        }
        if let mask = MaskFacts.of(run) { facts["mask"] = .object(mask) }
        if let size = sizeFacts(run) { facts["size"] = .object(size) }
        facts["cost"] = .object(costFacts(run))
        facts["levels"] = .object(FactLevel.of(facts))
        return .object(facts)
    }

    /// What is known before anything is sent.
    package static func beforeSending(_ intent: JSONObject, task: String) -> JSONValue {
        var run: JSONObject = ["task_name": .string(task)]
        run["task_key"] = intent["task_key"]
        // Only the built-in sandbox is known for what it is; any other may still show itself as simulated.
        let simulated: JSONObject = intent["simulated"]?.bool == true ? ["simulated": true] : [:]
        return [
            "run": .object(run), "request": .object(requestFacts(intent, accepted: nil)), "adapter": .object(simulated),
        ]
    }

    /// Whether the run was refused before sending: judged although it has no artifact.
    package static func isRefused(_ facts: JSONValue) -> Bool { facts["run"]?["refused"]?.bool == true }

    private static func runFacts(_ run: RunReplay) -> JSONObject {
        var facts: JSONObject = [
            "id": .string(run.run), "task_name": .string(run.task),
            "state": .string(run.lateWord?.rawValue ?? run.state.rawValue),
            "attempts": .int(run.attempts.count),
            "elapsed_ms": .int(run.elapsedMilliseconds),
        ]
        facts["task_key"] = run.intent["task_key"]
        if run.fault?["code"]?.string == ErrorCode.policyRefused.rawValue { facts["refused"] = true }
        return facts
    }

    private static func requestFacts(_ run: RunReplay) -> JSONObject {
        requestFacts(run.intent, accepted: run.lastAttempt?.started.body)
    }

    private static func requestFacts(_ intent: JSONObject, accepted: JSONObject?) -> JSONObject {
        var facts: JSONObject = [:]
        for key in [
            "provider", "provider_source", "dialect", "model", "model_source", "mode", "route", "guard",
            "prompt_unchanged",
        ] {
            facts[key] = intent[key]
        }
        // An attempt may have had to take another way than the one that was planned.
        facts["route"] = accepted?["route"] ?? facts["route"]
        facts["reference_transport"] = accepted?["transport"]
        facts["prompt_guarded"] = .bool(intent["guard"]?.string == GuardState.applied.rawValue)
        facts["size"] = intent["sent_size"]
        let inputs = (intent["inputs"]?.array ?? []).filter { $0["role"]?.string != "mask" }
        facts["input_images"] = .array(
            inputs.map { input in
                var item: JSONObject = [:]
                for key in ["role", "sha256", "sent_sha256", "bytes", "media_type"] { item[key] = input[key] }
                return .object(item)
            }
        )
        facts["references_dropped"] = .bool(accepted?["references_dropped"]?.bool ?? false)
        facts["fields_dropped"] = accepted?["fields_dropped"] ?? .array([])
        return facts
    }

    private static func transportFacts(_ run: RunReplay) -> JSONObject? {
        let submit = run.lastAttempt?.submitResponse ?? run.resultResponse
        guard let response = submit, var facts = response.body["transport"]?.object else { return nil }
        facts["status"] = response.body["status"]
        return facts
    }

    private static func responseFacts(_ run: RunReplay) -> JSONObject? {
        guard let response = run.resultResponse else { return nil }
        var facts: JSONObject = [:]
        facts["raw_sha256"] = response.body["raw_sha256"]
        facts["raw_bytes"] = response.body["raw_bytes"]
        facts["echoed"] = echoed(run).map(JSONValue.object)
        facts["source"] = response.body["source"]
        return facts
    }

    /// What the provider said in all its answers about the job and its result; the last word on each counts.
    package static func echoed(_ run: RunReplay) -> JSONObject? {
        let said = (run.jobReports + [run.resultResponse].compactMap(\.self)).compactMap { $0.body["echoed"]?.object }
        guard var all = said.first else { return nil }
        for later in said.dropFirst() {
            for key in later.keys { all[key] = later[key] }
        }
        return all
    }

    private static func outputFacts(_ output: Entry) -> JSONObject {
        var facts: JSONObject = [:]
        for key in [
            "sha256", "bytes", "media_type", "width", "height", "duration_ms", "frames", "decodes", "complete",
            "derivation",
        ] {
            facts[key] = output.body[key]
        }
        return facts
    }

    private static func artifactFacts(_ run: RunReplay, _ context: Context) -> JSONObject {
        guard let first = run.outputs.first else { return [:] }
        var facts = outputFacts(first)
        facts["kind"] = first.body["media_type"]?.string.flatMap { $0.split(separator: "/").first }.map {
            .string(String($0))
        }
        facts["sha256_uses"] = .int(context.sha256Uses)
        return facts
    }

    /// Grades E0, E1 and E2 (evidence.md §0.7): never more than what the entries show.
    private static func evidenceFacts(_ run: RunReplay, _ context: Context) -> JSONObject {
        guard let first = run.outputs.first else { return [:] }
        let derived = run.outputs.allSatisfy { $0.body["derivation"]?.string == "verified" }
        let recorded = context.signed && derived && run.resultResponse != nil
        var facts: JSONObject = [
            "grade": .string(recorded ? "E1" : "E0"), "entry": .number(JSONNumber(first.seq)),
            "anchored": .bool(context.dating.after != nil),
        ]
        if let before = context.dating.before { facts["dated_after"] = .string(before.time.description) }
        if let after = context.dating.after { facts["dated_before"] = .string(after.time.description) }
        if recorded, context.dating.before != nil, context.dating.after != nil { facts["grade"] = "E2" }
        return facts
    }

    private static func sizeFacts(_ run: RunReplay) -> JSONObject? {
        var facts: JSONObject = [:]
        facts["requested"] = run.intent["sent_size"]
        facts["echoed"] = run.resultResponse?.body["echoed"]?["size"]
        if let first = run.outputs.first, let width = first.body["width"]?.int, let height = first.body["height"]?.int {
            facts["observed"] = .string("\(width)x\(height)")
        }
        if let requested = facts["requested"]?.string, let observed = facts["observed"]?.string, requested != "auto" {
            facts["match"] = .bool(requested == observed)
        }
        return facts.isEmpty ? nil : facts
    }

    private static func costFacts(_ run: RunReplay) -> JSONObject {
        run.ending?.body["cost"]?.object ?? ["source": "unknown"]
    }
}
