import ExhibitJSON

/// A value of the policy file together with its place, so that every complaint can name it.
struct Node {
    let value: JSONValue
    let pointer: JSONPointer
    let source: SourceText

    func fault(_ kind: PolicyError.Kind) -> PolicyError {
        let place = source.place(of: pointer, key: false)
        return PolicyError(kind, pointer: pointer.description, line: place.line, column: place.column)
    }

    /// A complaint about the key under which this value stands.
    func keyFault(_ kind: PolicyError.Kind) -> PolicyError {
        let place = source.place(of: pointer, key: true)
        return PolicyError(kind, pointer: pointer.description, line: place.line, column: place.column)
    }

    /// The members of an object whose keys must all be in `keys`.
    func members(_ keys: [String]) throws(PolicyError) -> Members {
        let members = try members()
        for member in members.all where !keys.contains(member.key) {
            throw member.node.keyFault(.unknownKey(member.key, suggestion: Nearest.to(member.key, among: keys)))
        }
        return members
    }

    /// The members of an object with keys of the writer's own choice.
    func members() throws(PolicyError) -> Members {
        guard let object = value.object else { throw fault(.wrongType(expected: "an object")) }
        return Members(node: self, object: object)
    }

    func elements() throws(PolicyError) -> [Node] {
        guard let array = value.array else { throw fault(.wrongType(expected: "an array")) }
        return array.enumerated().map { index, element in
            Node(value: element, pointer: pointer.appending(String(index)), source: source)
        }
    }

    func nonEmptyElements() throws(PolicyError) -> [Node] {
        let elements = try elements()
        guard !elements.isEmpty else { throw fault(.notAllowed("must not be empty")) }
        return elements
    }

    func text() throws(PolicyError) -> String {
        guard let text = value.string else { throw fault(.wrongType(expected: "a string")) }
        guard !text.isEmpty else { throw fault(.notAllowed("must not be empty")) }
        return text
    }

    func texts() throws(PolicyError) -> [String] {
        var texts: [String] = []
        for element in try elements() { texts.append(try element.text()) }
        return texts
    }

    func integer(atLeast minimum: Int? = nil) throws(PolicyError) -> Int {
        guard let integer = value.int else { throw fault(.wrongType(expected: "an integer")) }
        if let minimum, integer < minimum { throw fault(.notAllowed("must be at least \(minimum)")) }
        return integer
    }

    /// A name that is written into records and waivers.
    func identifier() throws(PolicyError) -> String {
        let text = try text()
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard allowed, text.utf8.count <= 64, !text.hasPrefix("."), !text.hasPrefix("-") else {
            throw fault(.notAllowed("must be 1 to 64 letters, digits and . _ -"))
        }
        return text
    }

    /// Any value that a fact can have; there is no null among them.
    func fact() throws(PolicyError) -> JSONValue {
        guard !value.isNull else { throw fault(.notAllowed("no fact is ever null; use \"absent\"")) }
        return value
    }

    func path() throws(PolicyError) -> JSONPointer {
        guard let text = value.string, let path = JSONPointer(text) else {
            throw fault(.wrongType(expected: "a JSON pointer such as \"/request/model\""))
        }
        return path
    }

    /// Resolves `name` against a list of the same file.
    func name(of list: String, among names: [String]) throws(PolicyError) -> String {
        let name = try text()
        guard names.contains(name) else { throw unknown(name, of: list, among: names) }
        return name
    }

    func unknown(_ name: String, of list: String, among names: [String]) -> PolicyError {
        fault(.unknownName(name, of: list, suggestion: Nearest.to(name, among: names)))
    }
}

/// An object of the policy file, opened.
struct Members {
    fileprivate let node: Node
    fileprivate let object: JSONObject

    var all: [(key: String, node: Node)] {
        object.members.map { ($0.key, child($0.key, $0.value)) }
    }

    var keys: [String] { object.keys }

    subscript(key: String) -> Node? {
        object[key].map { child(key, $0) }
    }

    func required(_ key: String) throws(PolicyError) -> Node {
        guard let member = self[key] else { throw node.fault(.missingKey(key)) }
        return member
    }

    private func child(_ key: String, _ value: JSONValue) -> Node {
        Node(value: value, pointer: node.pointer.appending(key), source: node.source)
    }
}
