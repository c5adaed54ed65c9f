import ExhibitJSON

/// How a fact is known: `requested` (we sent it), `echoed` (the server said it), `observed` (we measured it),
/// `attested` (someone else signed it).
package enum FactLevel {
    private static let levels: [(fact: String, level: String)] = [
        ("run", "observed"), ("request", "requested"), ("adapter", "observed"), ("transport", "observed"),
        ("response", "observed"), ("outputs", "observed"), ("artifact", "observed"), ("evidence", "observed"),
        ("cost", "echoed"), ("c2pa", "attested"),
    ]

    private static let exceptions: [(pointer: String, level: String)] = [
        ("/response/echoed", "echoed"), ("/transport/request_id", "echoed"), ("/size/requested", "requested"),
        ("/size/echoed", "echoed"), ("/size/observed", "observed"), ("/size/match", "observed"),
        ("/mask", "observed"),
    ]

    /// The level of the fact at `pointer`; nil for a path that no fact has.
    package static func of(_ pointer: String) -> String? {
        for (prefix, level) in exceptions where pointer == prefix || pointer.hasPrefix(prefix + "/") { return level }
        let first = pointer.split(separator: "/").first.map(String.init)
        return levels.first { $0.fact == first }?.level
    }

    /// The part `/levels` of a facts document: one word for each group of facts that is present.
    static func of(_ facts: JSONObject) -> JSONObject {
        var found: JSONObject = [:]
        for key in facts.keys {
            if key == "size", let size = facts[key]?.object {
                found[key] = .object(JSONObject(size.keys.map { ($0, .string(of("/size/\($0)") ?? "observed")) }))
            } else if let level = of("/" + key) {
                found[key] = .string(level)
            }
        }
        if facts["response"]?["echoed"] != nil { found["echoed"] = "echoed" }
        return found
    }
}
