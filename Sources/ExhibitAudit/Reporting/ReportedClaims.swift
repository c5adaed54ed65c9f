import ExhibitJSON
import ExhibitRecord

/// The proof table: each claim at the levels at which it is known, and the entry that says so.
struct ReportedClaims {
    private(set) var values: [JSONValue] = []
    private let run: RunReplay

    private static let labels: [(String, String)] = [
        ("provider", "provider"), ("model", "model"), ("mode", "mode"), ("route", "route"),
        ("input_images", "input pictures"), ("reference_transport", "references sent as"), ("size", "size"),
        ("media_type", "media type"), ("bytes", "bytes"), ("seed", "seed"), ("source", "made by"),
        ("simulated", "simulated"),
    ]

    /// `proof` as `runs show` has it.
    init(_ run: RunReplay, _ proof: JSONObject) {
        self.run = run
        for (key, label) in Self.labels {
            guard let levels = proof[key]?.object else { continue }
            add(key, label, levels)
        }
        for (key, label) in [("references_dropped", "references dropped"), ("fields_dropped", "fields dropped")] {
            guard let value = proof[key] else { continue }
            add(key, label, ["sent": value])
        }
        if let unchanged = run.intent["prompt_unchanged"] {
            add("prompt_unchanged", "prompt sent unchanged", ["requested": unchanged])
        }
        addConnection()
        for output in run.outputs { addOutput(output) }
    }

    private mutating func addConnection() {
        guard let response = run.lastAttempt?.submitResponse ?? run.resultResponse,
            let facts = response.body["transport"]?.object
        else { return }
        for (key, label) in [
            ("host", "host"), ("peer_scope", "where the peer is"), ("scheme", "scheme"), ("tls_version", "TLS"),
            ("tls_verified", "certificate verified"), ("custom_ca", "own CA"), ("proxy", "proxy"),
        ] {
            guard let value = facts[key] else { continue }
            add("transport_\(key)", label, ["observed": value], observed: response)
        }
    }

    private mutating func addOutput(_ output: Entry) {
        let several = run.outputs.count > 1 ? " \(output.body["n"]?.int ?? 0)" : ""
        for (key, label) in [
            ("sha256", "SHA-256"), ("derivation", "follows from the answer"), ("decodes", "decodes"),
            ("complete", "complete"),
        ] {
            guard let value = output.body[key] else { continue }
            add(key, label + several, ["observed": value], observed: output)
        }
    }

    private mutating func add(_ key: String, _ label: String, _ levels: JSONObject, observed: Entry? = nil) {
        var claim = JSONObject([("claim", .string(key)), ("label", .string(label))])
        for level in ["requested", "sent", "echoed", "observed", "attested"] {
            guard let value = levels[level], !value.isNull else { continue }
            var known = JSONObject([("value", value)])
            known["entry"] = entry(level, observed).map { .number(JSONNumber($0.seq)) }
            claim[level] = .object(known)
        }
        values.append(.object(claim))
    }

    private func entry(_ level: String, _ observed: Entry?) -> Entry? {
        switch level {
        case "requested": run.intentEntry
        case "sent": run.lastAttempt?.started
        case "echoed": run.resultResponse ?? run.jobReports.last
        case "observed": observed ?? run.outputs.first ?? run.resultResponse ?? run.intentEntry
        default: nil
        }
    }
}
