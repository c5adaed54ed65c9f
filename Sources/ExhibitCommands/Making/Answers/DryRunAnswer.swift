import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitProvider
import ExhibitRun

/// What `--dry-run` shows: the first request as it would be sent.
enum DryRunAnswer {
    /// Several runs are shown one after the other, and in JSON under `parts`.
    static func of(_ plans: [RunPlan], _ planned: [Planned], _ estimate: Estimate) -> Answer {
        let parts = zip(plans, planned).map { (object: object($0, $1, estimate), lines: lines($0, $1)) }
        guard var result = parts.first?.object else { return Answer() }
        if parts.count > 1 { result["parts"] = .array(parts.map { .object($0.object) }) }
        let cost = "nothing was sent, nothing was recorded; cost \(estimate.text)"
        return Answer(result: .object(result), lines: parts.flatMap(\.lines) + [cost])
    }

    private static func object(_ plan: RunPlan, _ planned: Planned, _ estimate: Estimate) -> JSONObject {
        let intent = plan.intent
        let inputs = intent.inputs.map { input -> JSONValue in
            [
                "path": .string(input.path), "role": .string(input.role.rawValue), "sha256": .string(input.sha256.hex),
                "bytes": .int(input.bytes), "media_type": .string(input.mediaType),
            ]
        }
        let path = plan.delivery.path(1, of: planned.sent.n ?? 1, extension: "<type>")
        return JSONObject([
            ("dry_run", true), ("provider", .string(intent.provider)),
            ("provider_source", .string(intent.providerSource)),
            ("model", .string(planned.sent.model)), ("model_source", .string(intent.modelSource)),
            ("mode", .string(intent.mode.rawValue)), ("route", .string(intent.route)),
            ("method", .string(planned.request.method)),
            ("endpoint", .string(planned.request.origin + planned.request.path)),
            ("content_type", planned.request.contentType.map(JSONValue.string) ?? .null),
            ("body", .string(body(plan, planned))),
            ("input_images", .array(inputs)), ("policies", .array(plan.policies.map { .string($0.policy.id) })),
            ("prompt_guarded", .bool(intent.promptGuard == .applied)),
            ("output", plan.delivery.copies ? .string(path) : .null), ("cost", cost(estimate)),
            ("overwritten", .array(planned.sent.overwritten.map(JSONValue.string))),
            ("timeout_ms", .int(plan.timeoutMilliseconds)), ("polling", polling(plan)),
            ("mask", PlannedPictures.mask(plan.pictures)), ("derived", PlannedPictures.derived(plan.pictures)),
            ("notes", .array(plan.notes.map { ["code": .string($0.code), "message": .string($0.message)] })),
        ])
    }

    /// How a job would be followed, should the answer be one; null for what is never a job.
    private static func polling(_ plan: RunPlan) -> JSONValue {
        guard plan.intent.mode.bills, let dialect = DialectTable.dialect(plan.intent.dialect) else { return .null }
        let pace = dialect.pace(plan.intent)
        func milliseconds(_ duration: Duration) -> JSONValue { .int(Int(duration / .milliseconds(1))) }
        return [
            "interval_ms": milliseconds(plan.polling.interval(at: pace)),
            "deadline_ms": milliseconds(plan.polling.deadline(at: pace)),
        ]
    }

    private static func body(_ plan: RunPlan, _ planned: Planned) -> String {
        planned.request.body.pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .privateText: piece.wireText ?? ""
            case .input(let index), .inputBase64(let index):
                "<\(plan.intent.inputs[index].path), \(plan.intent.inputs[index].bytes) bytes>"
            }
        }.joined()
    }

    private static func cost(_ estimate: Estimate) -> JSONValue {
        guard let micros = estimate.micros else {
            return ["amount": nil, "micros": nil, "currency": "USD", "source": "unknown"]
        }
        return [
            "amount": .string(Money.text(micros: micros)), "micros": .int(micros), "currency": "USD",
            "source": "estimated",
        ]
    }

    private static func lines(_ plan: RunPlan, _ planned: Planned) -> [String] {
        [
            "would send  \(planned.request.method) \(planned.request.origin)\(planned.request.path)",
            "provider    \(plan.intent.provider)   chosen by: \(plan.intent.providerSource)",
            "model       \(planned.sent.model)   chosen by: \(plan.intent.modelSource)",
            "body        \(body(plan, planned))",
        ] + PlannedPictures.lines(plan.pictures) + plan.notes.map { "note        \($0.message)" }
    }
}
