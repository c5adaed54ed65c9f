package import ExhibitJSON

/// Where a file's making stands in a ledger, and how well that is known (`generation-proof/v1`).
package struct GenerationEvidence: Sendable {
    package var origin: String
    package var verifierKey: String
    /// The head that the entries are proven against.
    package var size: Int64
    /// Hex.
    package var root: String
    package var run: String
    package var task: String?
    /// The numbers of the entries that tell it, by what they tell.
    package var entries: [(name: String, number: Int64)]
    package var simulated: Bool
    /// How the bytes follow from the recorded answer.
    package var derivation: JSONObject
    /// The recorded answer.
    package var response: JSONObject
    /// Parts of the facts that the verdict was made over: `evidence`, with the grade, `transport`, `c2pa`.
    package var facts: JSONObject

    package init(
        origin: String,
        verifierKey: String,
        size: Int64,
        root: String,
        run: String,
        task: String?,
        entries: [(name: String, number: Int64)],
        simulated: Bool,
        derivation: JSONObject,
        response: JSONObject,
        facts: JSONObject
    ) {
        self.origin = origin
        self.verifierKey = verifierKey
        self.size = size
        self.root = root
        self.run = run
        self.task = task
        self.entries = entries
        self.simulated = simulated
        self.derivation = derivation
        self.response = response
        self.facts = facts
    }

    package var predicate: JSONValue {
        var object: JSONObject = [
            "ledger": ["origin": .string(origin), "vkey": .string(verifierKey)],
            "checkpoint": ["size": .number(JSONNumber(size)), "root": .string(root)],
            "run": .string(run),
            "entries": .object(JSONObject(entries.map { ($0.name, .number(JSONNumber($0.number))) })),
            "simulated": .bool(simulated), "derivation": .object(derivation), "response": .object(response),
            "facts": .object(facts),
        ]
        object["task"] = task.map(JSONValue.string)
        return .object(object)
    }
}
