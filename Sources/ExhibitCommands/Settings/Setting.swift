import ExhibitJSON

/// One setting in force, and every place that could have set it.
struct Setting: Sendable {
    struct Step: Sendable {
        let name: String
        /// What stands there; "set" for a secret, nil for nothing.
        let value: String?
        var isUsed = false
    }

    let key: SettingKey
    let value: String?
    /// The place that decided.
    let source: String
    let steps: [Step]
    /// Why there is no value.
    var problem: String?

    /// The first step that has a value decides.
    init(_ key: SettingKey, _ steps: [Step]) {
        let used = steps.firstIndex { $0.value != nil }
        self.init(key, used.flatMap { steps[$0].value }, from: used.map { steps[$0].name } ?? "not set", steps)
    }

    /// A value that was decided elsewhere, by the step of that name.
    init(_ key: SettingKey, _ value: String?, from source: String, _ steps: [Step], problem: String? = nil) {
        self.key = key
        self.value = value
        self.source = source
        self.problem = problem
        let used = value == nil ? nil : steps.firstIndex { $0.name == source }
        self.steps = steps.enumerated().map { Step(name: $1.name, value: $1.value, isUsed: $0 == used) }
    }

    var object: JSONObject {
        JSONObject([
            ("key", .string(key.rawValue)), ("value", text(value)), ("source", .string(source)),
            ("meaning", .string(key.meaning)),
            (
                "steps",
                .array(steps.map { ["name": .string($0.name), "value": text($0.value), "used": .bool($0.isUsed)] })
            ),
            ("problem", text(problem)),
        ])
    }

    private func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
