import ExhibitJSON

/// The fields of a request in the order in which they are sent.
struct RequestFields {
    static let prompt = "prompt"

    /// A field that holds inputs is null here: ``inputs`` has it.
    private(set) var list: [(name: String, value: JSONValue)]
    private(set) var overwritten: [String] = []
    /// By field, the JSON in which inputs stand.
    private(set) var inputs: [String: [JSONFragment]] = [:]
    /// What the API calls the prompt.
    let promptName: String
    private let privateNames: Set<String>

    /// Texts under the private names are held as commitments by records, as the prompt is.
    init(
        model: String,
        prompt: String,
        promptName: String = prompt,
        options: [(name: String, value: JSONValue)],
        privateNames: Set<String> = []
    ) {
        list = [("model", .string(model)), (promptName, .string(prompt))] + options
        self.promptName = promptName
        self.privateNames = privateNames.union([promptName])
    }

    /// Fields of an API that has names of its own for everything.
    init(_ list: [(name: String, value: JSONValue)], privateNames: Set<String> = [prompt]) {
        self.list = list
        promptName = Self.prompt
        self.privateNames = privateNames
    }

    subscript(name: String) -> JSONValue? {
        list.first { $0.name == name }?.value
    }

    /// Whether a text under this name is the caller's own affair.
    func isPrivate(_ name: String) -> Bool { privateNames.contains(name) }

    /// Adds a field that holds inputs; there is none of that name yet.
    mutating func add(_ name: String, inputs fragments: [JSONFragment]) {
        precondition(self[name] == nil, "a field is added once")
        list.append((name, .null))
        inputs[name] = fragments
    }

    /// Merges the caller's own JSON last: a known field is replaced where it stands, a new one comes at the end.
    ///
    /// The merge is shallow. What was replaced by another value is remembered; a field of inputs cannot be replaced.
    mutating func merge(extraJSON text: String?) throws(ProviderError) {
        guard let text else { return }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(Array(text.utf8), .reply)
        } catch {
            throw .extraJSONMalformed(error)
        }
        guard let object = value.object else { throw .extraJSONInvalid(field: nil, problem: "must be one JSON object") }
        for (name, value) in object.members {
            guard inputs[name] == nil else {
                throw .extraJSONInvalid(field: name, problem: "holds files in this request, which cannot be replaced")
            }
            guard let place = list.firstIndex(where: { $0.name == name }) else {
                list.append((name, value))
                continue
            }
            if list[place].value != value { overwritten.append(name) }
            list[place].value = value
        }
    }

    /// Merges the caller's own JSON, which must not name what the dialect decides or uploads itself.
    mutating func merge(extraJSON text: String?, refusing reasons: [String: String]) throws(ProviderError) {
        let before = Set(list.map(\.name))
        try merge(extraJSON: text)
        for (name, _) in list {
            guard let reason = reasons[name], !before.contains(name) || overwritten.contains(name) else { continue }
            throw .extraJSONInvalid(field: name, problem: reason)
        }
    }

    mutating func remove(_ name: String) {
        list.removeAll { $0.name == name }
    }

    /// The string under the name; the empty one when there is no such field.
    func text(_ name: String) throws(ProviderError) -> String {
        guard let value = self[name] else { return "" }
        guard let text = value.string else { throw .extraJSONInvalid(field: name, problem: "must be a string") }
        return text
    }

    /// What the fields say now.
    ///
    /// - Throws: when a field that proof and bounds rest on has no plain value any more.
    func sent() throws(ProviderError) -> Sent {
        guard let model = self["model"]?.string, !model.isEmpty else {
            throw .extraJSONInvalid(field: "model", problem: "must be a name")
        }
        guard let prompt = self[promptName]?.string else {
            throw .extraJSONInvalid(field: promptName, problem: "must be a string")
        }
        let n = try plain("n", "must be a whole number above 0") { $0.int.flatMap { $0 > 0 ? $0 : nil } }
        let size = try plain("size", "must be a string") { $0.string }
        return Sent(model: model, prompt: prompt, size: size, n: n, overwritten: overwritten)
    }

    private func plain<Value>(
        _ name: String,
        _ problem: String,
        _ read: (JSONValue) -> Value?
    ) throws(ProviderError) -> Value? {
        guard let value = self[name], !value.isNull else { return nil }
        guard let plain = read(value) else { throw .extraJSONInvalid(field: name, problem: problem) }
        return plain
    }
}
