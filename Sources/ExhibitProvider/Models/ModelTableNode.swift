import ExhibitJSON

/// A value of a table's file that knows where it stands, so that every complaint names line and column.
struct ModelTableNode {
    let value: JSONValue
    let pointer: JSONPointer
    let file: String
    let bytes: [UInt8]

    func fault(_ problem: String) -> ModelTableError {
        let place = JSONReader.position(of: pointer, in: bytes) ?? (1, 1)
        // Keys are the writer's own words, and the message goes to a terminal.
        let shown = JSONText.compact(.string(pointer.description)).dropFirst().dropLast()
        return .invalid(file: file, pointer: String(shown), line: place.line, column: place.column, problem)
    }

    func member(_ key: String) -> ModelTableNode? {
        value[key].map { child(key, $0) }
    }

    func required(_ key: String) throws(ModelTableError) -> ModelTableNode {
        guard let member = member(key) else { throw fault("\"\(key)\" is missing") }
        return member
    }

    /// The members of an object; with `known`, no others are allowed.
    func members(_ known: [String]? = nil) throws(ModelTableError) -> [(key: String, node: ModelTableNode)] {
        guard let object = value.object else { throw fault("must be an object") }
        let members = object.members.map { (key: $0.key, node: child($0.key, $0.value)) }
        if let known, let stranger = members.first(where: { !known.contains($0.key) }) {
            throw stranger.node.fault("unknown key; known are " + known.joined(separator: ", "))
        }
        return members
    }

    func elements() throws(ModelTableError) -> [ModelTableNode] {
        guard let elements = value.array else { throw fault("must be an array") }
        return elements.enumerated().map { child(String($0.offset), $0.element) }
    }

    func text() throws(ModelTableError) -> String {
        guard let text = value.string, !text.isEmpty else { throw fault("must be a text that is not empty") }
        return text
    }

    func texts() throws(ModelTableError) -> [String] {
        var texts: [String] = []
        for element in try elements() { texts.append(try element.text()) }
        return texts
    }

    func bool() throws(ModelTableError) -> Bool {
        guard let bool = value.bool else { throw fault("must be true or false") }
        return bool
    }

    func integer(_ range: ClosedRange<Int>) throws(ModelTableError) -> Int {
        guard let integer = value.int, range.contains(integer) else {
            throw fault("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return integer
    }

    /// `[low, high]`.
    func range() throws(ModelTableError) -> ClosedRange<Int> {
        let ends = try elements()
        guard ends.count == 2 else { throw fault("must be [low, high]") }
        let low = try ends[0].integer(1...1_000_000_000)
        let high = try ends[1].integer(1...1_000_000_000)
        guard low <= high else { throw fault("must be [low, high]") }
        return low...high
    }

    func date() throws(ModelTableError) -> CalendarDate {
        guard let date = CalendarDate(try text()) else { throw fault("must be a day such as \"2026-11-21\"") }
        return date
    }

    func word<Word: RawRepresentable & CaseIterable>(
        _: Word.Type
    ) throws(ModelTableError) -> Word where Word.RawValue == String {
        guard let word = value.string.flatMap(Word.init) else {
            throw fault("must be one of " + Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))
        }
        return word
    }

    private func child(_ key: String, _ value: JSONValue) -> ModelTableNode {
        ModelTableNode(value: value, pointer: pointer.appending(key), file: file, bytes: bytes)
    }
}
