import ExhibitJSON

/// The fields of a request in the order in which they are sent.
struct RequestFields {
    static let prompt = "prompt"

    private(set) var list: [(name: String, value: JSONValue)]
    private(set) var overwritten: [String] = []

    init(model: String, prompt: String, options: [(name: String, value: JSONValue)]) {
        list = [("model", .string(model)), (Self.prompt, .string(prompt))] + options
    }

    init(_ list: [(name: String, value: JSONValue)]) {
        self.list = list
    }

    subscript(name: String) -> JSONValue? {
        list.first { $0.name == name }?.value
    }

    /// Merges the caller's own JSON last: a known field is replaced where it stands, a new one comes at the end.
    ///
    /// The merge is shallow. What was replaced by another value is remembered.
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
        guard let prompt = self[Self.prompt]?.string else {
            throw .extraJSONInvalid(field: Self.prompt, problem: "must be a string")
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
