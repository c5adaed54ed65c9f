import ExhibitJSON

/// A JSON value that knows where it stands, so that every complaint names file and pointer.
///
/// A member that is null counts as absent.
struct ConfigNode {
    let place: Place
    let value: JSONValue
    /// Members and elements that stand elsewhere than under ``place``: in an included file, by key or index.
    let moved: [String: ConfigNode]

    init(place: Place, value: JSONValue, moved: [String: ConfigNode] = [:]) {
        self.place = place
        self.value = value
        self.moved = moved
    }

    func member(_ key: String) -> ConfigNode? {
        guard let found = value[key], !found.isNull else { return nil }
        return inner(key, found)
    }

    /// The members in file order, without those that are null.
    func members() throws(ConfigurationError) -> [(key: String, node: ConfigNode)] {
        try object().members.compactMap { key, value in
            value.isNull ? nil : (key, inner(key, value))
        }
    }

    func elements() throws(ConfigurationError) -> [ConfigNode] {
        guard let elements = value.array else { throw .invalid(place, "must be a list") }
        return elements.enumerated().map { inner(String($0), $1) }
    }

    func inner(_ key: String, _ value: JSONValue) -> ConfigNode {
        moved[key] ?? ConfigNode(place: place[key], value: value)
    }

    func object() throws(ConfigurationError) -> JSONObject {
        guard let object = value.object else { throw .invalid(place, "must be an object") }
        return object
    }

    func string() throws(ConfigurationError) -> String {
        guard let string = value.string else { throw .invalid(place, "must be a string") }
        return string
    }

    func nonEmptyString() throws(ConfigurationError) -> String {
        let string = try string()
        guard !string.isEmpty else { throw .invalid(place, "must not be empty") }
        return string
    }

    func bool() throws(ConfigurationError) -> Bool {
        guard let bool = value.bool else { throw .invalid(place, "must be true or false") }
        return bool
    }

    func integer(_ range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
        guard let integer = value.int, range.contains(integer) else {
            throw .invalid(place, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return integer
    }

    func word<Word: RawRepresentable & CaseIterable>(
        _: Word.Type
    ) throws(ConfigurationError) -> Word where Word.RawValue == String {
        let text = try string()
        guard let word = Word(rawValue: text) else {
            let choices = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
            throw .invalid(place, "must be \(choices), not \"\(text)\"")
        }
        return word
    }

    /// Refuses members outside `known`: a misspelt setting must not pass for one that is in force.
    func refuseKeys(outside known: [String]) throws(ConfigurationError) {
        for key in try object().keys where !known.contains(key) {
            throw .unknownKey(place[key], suggestion: NearestName.to(key, among: known))
        }
    }
}
