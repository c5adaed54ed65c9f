import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitProvider

/// The body of `request.intent` (formats.md, "Ledger entries"), and back: a resumed run is planned from it.
enum IntentBody {
    static func make(
        _ plan: RunPlan,
        _ planned: Planned,
        dialectVersion: Int,
        tag: ([UInt8]) -> String,
        _ values: inout PrivateValues
    ) throws -> JSONObject {
        let intent = plan.intent
        let sent = planned.sent
        let prompt = values.commit(intent.prompt)
        // The same text is one private value: forgotten once, it is forgotten.
        let sentPrompt = sent.prompt.hasSameBytes(as: intent.prompt) ? prompt : values.commit(sent.prompt)
        var body: JSONObject = [
            "provider": .string(intent.provider), "provider_source": .string(intent.providerSource),
            "dialect": .string(intent.dialect), "dialect_version": .int(dialectVersion),
            "mode": .string(intent.mode.rawValue),
            "route": .string(intent.route), "options": .object(options(intent.options) { values.commit($0) }),
            "prompt_commit": .string(prompt), "sent_prompt_commit": .string(sentPrompt),
            "prompt_unchanged": .bool(sent.prompt == intent.prompt), "guard": .string(intent.promptGuard.rawValue),
            "inputs": .array(inputs(intent, planned, &values)),
            "policies": .array(plan.policies.map { .string($0.policy.id) }),
            "idempotency_key": .string(plan.run.description), "timeout_ms": .int(plan.timeoutMilliseconds),
            "max_attempts": .int(plan.retry.maxAttempts),
            "run_dir_commit": .string(values.commit(plan.delivery.runFolder)),
            "out_dir_commit": .string(values.commit(plan.delivery.folder)),
            "copies": .bool(plan.delivery.copies), "overwrites": .bool(plan.delivery.overwrites),
            "stem": .string(plan.delivery.stem),
        ]
        // A run without a model names none.
        if !sent.model.isEmpty {
            body["model"] = .string(sent.model)
            body["model_source"] = .string(intent.modelSource)
        }
        if plan.provider.isSimulated { body["simulated"] = true }
        body["sent_size"] = sent.size.map(JSONValue.string)
        body["task_key"] = intent.taskKey.map(JSONValue.string)
        body["order"] = plan.order.map { JSONValue.number(JSONNumber($0)) }
        if let endpoint = intent.endpoint, capability(intent) == nil {
            // A query may carry a credential.
            let isPlain = !endpoint.contains("?")
            body[isPlain ? "endpoint" : "endpoint_commit"] = .string(isPlain ? endpoint : values.commit(endpoint))
        }
        body["pictures"] = plan.pictures?.recorded.map(JSONValue.object)
        if let exact = plan.delivery.exactPath { body["output_commit"] = .string(values.commit(exact)) }
        if let extra = intent.extraJSON { body["extra_json_commit"] = .string(values.commit(extra)) }
        if !sent.overwritten.isEmpty { body["overwritten"] = .array(sent.overwritten.prefix(16).map(JSONValue.string)) }
        body["request_tag"] = .string(tag(try canonicalRequest(intent, sent)))
        return body
    }

    /// The key of the commitment to an address that is sealed.
    static let sealedEndpoint = "endpoint_sealed"

    /// The address of a fetch when its query may be a capability: that is kept for as long as the run may need it.
    static func capability(_ intent: Intent) -> String? {
        guard intent.mode == .fetch, let address = intent.endpoint, address.contains("?") else { return nil }
        return address
    }

    /// What makes two requests the same: everything that is asked, nothing of where it is delivered.
    static func canonicalRequest(_ intent: Intent, _ sent: Sent) throws -> [UInt8] {
        let asked = intent.options.filter { $0.name != Intent.outputFolder }
        return try CanonicalJSON.bytes([
            "provider": .string(intent.provider), "dialect": .string(intent.dialect), "model": .string(sent.model),
            "mode": .string(intent.mode.rawValue), "route": .string(intent.route),
            "endpoint": .string(intent.endpoint ?? ""),
            "prompt": .string(sent.prompt), "options": .object(options(asked) { $0 }),
            "extra_json": .string(intent.extraJSON ?? ""),
            "inputs": .array(intent.inputs.map { .array([.string($0.role.rawValue), .string($0.sha256.hex)]) }),
        ])
    }

    private static func options(_ options: [Intent.Option], hiding: (String) -> String) -> JSONObject {
        JSONObject(
            options.map { option in
                switch option.value {
                case .text(let text), .decimal(let text): (option.name, .string(text))
                case .privateText(let text): (option.name + commitSuffix, .string(hiding(text)))
                case .integer(let number): (option.name, .int(number))
                case .flag(let flag): (option.name, .bool(flag))
                }
            }
        )
    }

    private static func inputs(_ intent: Intent, _ planned: Planned, _ values: inout PrivateValues) -> [JSONValue] {
        let names = sentNames(planned.request.body).merging(planned.sent.inputNames) { _, named in named }
        return intent.inputs.enumerated().map { index, input in
            var item: JSONObject = [
                "role": .string(input.role.rawValue), "sha256": .string(input.sha256.hex), "bytes": .int(input.bytes),
                "media_type": .string(input.mediaType), "name_commit": .string(values.commit(input.name)),
                "path_commit": .string(values.commit(input.path)), "sent_sha256": .string(input.sha256.hex),
                "sent_as": .string(names[index] ?? input.role.rawValue),
            ]
            item["width"] = input.width.map(JSONValue.int)
            item["height"] = input.height.map(JSONValue.int)
            return .object(item)
        }
    }

    /// What stands behind the name of an option whose value is a commitment.
    static let commitSuffix = "_commit"

    /// The names of the form's parts by the input that they carry.
    private static func sentNames(_ body: RequestBody) -> [Int: String] {
        guard case .multipart(_, let parts) = body else { return [:] }
        var names: [Int: String] = [:]
        for part in parts {
            if case .input(let index) = part.content { names[index] = part.name }
        }
        return names
    }
}
