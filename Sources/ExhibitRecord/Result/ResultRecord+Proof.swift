import ExhibitJSON
import ExhibitModel

extension ResultRecord {
    /// What is claimed about the run, each claim at the levels at which it is known: asked for, sent by the accepted
    /// attempt, echoed by the provider, observed in the output.
    var proof: JSONObject {
        let echoed = FactDocument.echoed(run)
        let first = run.outputs.first?.body
        var size: JSONValue?
        if let width = first?["width"]?.int, let height = first?["height"]?.int { size = .string("\(width)x\(height)") }
        var proof = JSONObject([
            ("provider", known(run.intent["provider"], nil)), ("model", known(run.intent["model"], echoed?["model"])),
            ("mode", known(run.intent["mode"], nil)), ("route", sent(run.intent["route"], variation?["route"])),
            ("input_images", known(.int(inputImages.count), nil)),
            ("size", known(run.intent["sent_size"], echoed?["size"], size ?? .null)),
            (
                "media_type",
                known(run.intent["options"]?["output_format"], echoed?["output_format"], first?["media_type"] ?? .null)
            ),
            ("bytes", known(nil, nil, run.outputs.isEmpty ? .null : .int(run.outputBytes))),
        ])
        let transport = (run.intent["options"]?["reference_transport"], variation?["transport"])
        if transport.0 != nil || transport.1 != nil {
            proof["reference_transport"] = ["requested": transport.0 ?? .null, "sent": transport.1 ?? .null]
        }
        proof["references_dropped"] = variation?["references_dropped"]
        proof["fields_dropped"] = variation?["fields_dropped"]
        if let seed = echoed?["seed"] {
            let requested = run.intent["options"]?["seed"]
            proof["seed"] = known(requested?.number.map { .string($0.text) } ?? requested, seed)
        }
        if let source = run.resultResponse?.body["source"] { proof["source"] = ["echoed": source] }
        proof["simulated"] = ["observed": .bool(run.isSimulated)]
        return proof
    }

    /// How the last request that may bill was announced; nil when none was.
    private var variation: JSONObject? {
        run.lastAttempt.flatMap { $0.wasSubmitted ? $0.started.body : nil }
    }

    private func known(_ requested: JSONValue?, _ echoed: JSONValue?, _ observed: JSONValue? = nil) -> JSONValue {
        var levels = JSONObject([("requested", requested ?? .null), ("echoed", echoed ?? .null)])
        if let observed { levels["observed"] = observed }
        return .object(levels)
    }

    /// An attempt says only what differs from what was asked for.
    private func sent(_ requested: JSONValue?, _ differing: JSONValue?) -> JSONValue {
        let sent = variation == nil ? nil : differing ?? requested
        return ["requested": requested ?? .null, "sent": sent ?? .null]
    }
}
