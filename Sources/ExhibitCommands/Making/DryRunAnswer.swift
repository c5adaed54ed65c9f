import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitProvider
import ExhibitRun

/// What `--dry-run` shows: the request as it would be sent.
enum DryRunAnswer {
    static func of(_ plan: RunPlan, _ planned: Planned) -> Answer {
        let intent = plan.intent
        let body = planned.request.body.pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .privateText: piece.wireText ?? ""
            case .input(let index), .inputBase64(let index):
                "<\(intent.inputs[index].path), \(intent.inputs[index].bytes) bytes>"
            }
        }.joined()
        let inputs = intent.inputs.map { input -> JSONValue in
            [
                "path": .string(input.path), "role": .string(input.role.rawValue), "sha256": .string(input.sha256.hex),
                "bytes": .int(input.bytes), "media_type": .string(input.mediaType),
            ]
        }
        let path = plan.delivery.path(1, of: planned.sent.n ?? 1, extension: "<type>")
        let result = JSONObject([
            ("dry_run", true), ("provider", .string(intent.provider)),
            ("provider_source", .string(intent.providerSource)),
            ("model", .string(planned.sent.model)), ("model_source", .string(intent.modelSource)),
            ("mode", .string(intent.mode.rawValue)),
            ("method", .string(planned.request.method)),
            ("endpoint", .string(planned.request.origin + planned.request.path)),
            ("content_type", planned.request.contentType.map(JSONValue.string) ?? .null), ("body", .string(body)),
            ("input_images", .array(inputs)), ("policies", .array(plan.policies.map { .string($0.policy.id) })),
            ("prompt_guarded", .bool(intent.promptGuard == .applied)),
            ("output", plan.delivery.copies ? .string(path) : .null),
            ("cost", ["amount": nil, "micros": nil, "currency": "USD", "source": "unknown"]),
            ("overwritten", .array(planned.sent.overwritten.map(JSONValue.string))),
        ])
        var lines = [
            "would send  \(planned.request.method) \(planned.request.origin)\(planned.request.path)",
            "provider    \(intent.provider)   chosen by: \(intent.providerSource)",
            "model       \(planned.sent.model)   chosen by: \(intent.modelSource)",
            "body        \(body)",
        ]
        lines += plan.notes.map { "note        \($0.message)" }
        lines.append("nothing was sent, nothing was recorded; cost unknown")
        return Answer(result: .object(result), lines: lines)
    }
}
