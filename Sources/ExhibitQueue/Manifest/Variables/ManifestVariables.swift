import ExhibitJSON
import ExhibitModel

/// Names that stand for texts in the items of an array, of JSONL and of CSV.
///
/// What is added later wins: `--vars-json`, then `--vars-file`, then an item's own `vars`.
package struct ManifestVariables: Sendable, Hashable {
    private(set) var texts: [String: String] = [:]

    package init() {}

    /// Adds the members of a JSON object, as the command line or a file has them; errors call it `source`.
    package mutating func add(_ bytes: [UInt8], source: String) throws(ManifestError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes, .reply)
        } catch {
            throw ManifestError(ManifestProblem(error, source: source))
        }
        guard let object = value.object else {
            throw ManifestError(ManifestProblem("not a JSON object", hint: Self.hint, at: nil, source: source))
        }
        var problems = ProblemList()
        for name in add(object) {
            let position = JSONReader.position(of: JSONPointer(tokens: [name]), in: bytes)
            problems.add(
                ManifestProblem(
                    "the variable \(ItemKey.shown(name)) is no text",
                    hint: Self.hint,
                    at: position.map { ManifestPlace(line: $0.line, column: $0.column) },
                    source: source
                )
            )
        }
        if let error = ManifestError(problems) { throw error }
    }

    static let hint = "write an object of texts, numbers, true and false"

    /// Adds the members that stand for a text; the names of the others are returned.
    mutating func add(_ object: JSONObject) -> [String] {
        object.members.compactMap { name, value in
            guard let text = Self.text(of: value) else { return name }
            texts[name] = text
            return nil
        }
    }

    /// Numbers keep their digits, and truth is written as JSON writes it.
    private static func text(of value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let truth): truth ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
