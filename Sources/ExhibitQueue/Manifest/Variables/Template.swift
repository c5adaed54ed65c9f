import ExhibitJSON

/// Fills the texts of one item: `{name}` is a variable, `{{` and `}}` are braces.
///
/// A name is all that stands between two braces, byte by byte, without the conversions of Python's `format`. What was
/// filled in is not looked at again. A lone brace is a fault, as it was in the scripts, also where unknown names are kept.
struct Template {
    /// What holds for every item, and what for this one; the item's own wins.
    private let shared: ManifestVariables
    private var own = ManifestVariables()
    /// False for forms whose braces are braces.
    private let isActive: Bool
    /// `{name}` stays as it is when nothing gives the name.
    private let keepsUnknown: Bool
    private var faults: [TemplateFault] = []

    private static let open = UInt8(ascii: "{")
    private static let close = UInt8(ascii: "}")

    init(_ shared: ManifestVariables, keepsUnknown: Bool, isActive: Bool = true) {
        self.shared = shared
        self.keepsUnknown = keepsUnknown
        self.isActive = isActive
    }

    var names: Set<String> { Set(shared.texts.keys).union(own.texts.keys) }

    /// Adds the item's own `vars`; the names of those that are no text are returned.
    mutating func add(_ object: JSONObject) -> [String] { own.add(object) }

    /// For `index` and `mode`, which any variable of that name hides.
    mutating func addUnlessGiven(_ name: String, _ text: String) {
        if self[name] == nil { _ = own.add([name: .string(text)]) }
    }

    private subscript(name: String) -> String? { own.texts[name] ?? shared.texts[name] }

    /// Every text in the value; keys are no templates.
    mutating func fill(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(fill(text))
        case .array(let elements): .array(elements.map { fill($0) })
        case .object(let object): .object(JSONObject(object.members.map { ($0.key, fill($0.value)) }))
        case .null, .bool, .number: value
        }
    }

    mutating func fill(_ text: String) -> String {
        let bytes = text.utf8
        guard isActive, bytes.contains(where: Self.isBrace) else { return text }
        var filled = ""
        var index = bytes.startIndex
        while let brace = bytes[index...].firstIndex(where: Self.isBrace) {
            filled += text[index..<brace]
            let next = bytes.index(after: brace)
            if next < bytes.endIndex, bytes[next] == bytes[brace] {
                filled += text[brace..<next]
                index = bytes.index(after: next)
            } else {
                index = next
                filled += bytes[brace] == Self.close ? lone(.stray, "}") : variable(in: text, &index)
            }
        }
        return filled + text[index...]
    }

    /// What the name at `index` stands for; goes behind its closing brace.
    private mutating func variable(in text: String, _ index: inout String.Index) -> String {
        guard let end = text.utf8[index...].firstIndex(where: Self.isBrace), text.utf8[end] == Self.close else {
            return lone(.unclosed, "{")
        }
        let name = String(text[index..<end])
        index = text.utf8.index(after: end)
        if let given = self[name] { return given }
        if !keepsUnknown { tell(.unknown(name)) }
        return "{\(name)}"
    }

    private mutating func lone(_ fault: TemplateFault, _ brace: String) -> String {
        tell(fault)
        return brace
    }

    private mutating func tell(_ fault: TemplateFault) {
        if !faults.contains(fault) { faults.append(fault) }
    }

    /// The faults since they were last taken, in the order of the texts, each once.
    mutating func takeFaults() -> [TemplateFault] {
        defer { faults = [] }
        return faults
    }

    private static func isBrace(_ byte: UInt8) -> Bool { byte == open || byte == close }
}
