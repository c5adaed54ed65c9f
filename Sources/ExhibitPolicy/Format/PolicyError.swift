package import ExhibitJSON
package import ExhibitModel

/// A policy file that cannot be used, and the place in it that says why.
///
/// Nothing of such a policy is ever applied: a rule that was not understood would be a rule that is not enforced.
package struct PolicyError: Error, Sendable, Hashable {
    package let kind: Kind
    /// RFC 6901, of the value or the key at fault.
    package let pointer: String
    /// Both count from 1; the column counts bytes.
    package let line: Int
    package let column: Int

    package enum Kind: Sendable, Hashable {
        case notJSON(JSONError)
        case unknownKey(String, suggestion: String?)
        /// The key exists in the format, but not together with the others of this object.
        case misplacedKey(String)
        case unknownOperator(String, suggestion: String?)
        /// A name that points at a rule or set of the same file, or a word of a closed list.
        case unknownName(String, of: String, suggestion: String?)
        case missingKey(String)
        case wrongType(expected: String)
        case notAllowed(String)
        case duplicate(String)
        case exceeded(String, limit: Int)
    }

    init(_ kind: Kind, pointer: String, line: Int, column: Int) {
        self.kind = kind
        self.pointer = pointer
        self.line = line
        self.column = column
    }
}

extension PolicyError.Kind: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notJSON(let error): error.message
        case .unknownKey(let key, let near): "unknown key \(Self.quoted(key))" + Self.question(near)
        case .misplacedKey(let key): "\(Self.quoted(key)) does not belong here"
        case .unknownOperator(let name, let near): "unknown operator \(Self.quoted(name))" + Self.question(near)
        case .unknownName(let name, let list, let near): "\(Self.quoted(name)) is not a \(list)" + Self.question(near)
        case .missingKey(let key): "\(Self.quoted(key)) is missing"
        case .wrongType(let expected): "must be \(expected)"
        case .notAllowed(let reason): reason
        case .duplicate(let name): "\(Self.quoted(name)) is there twice"
        case .exceeded(let what, let limit): "more than \(limit) \(what)"
        }
    }

    /// With its control characters escaped: the file may be anyone's, and the message goes to a terminal.
    fileprivate static func quoted(_ text: String) -> String {
        JSONText.compact(.string(text))
    }

    private static func question(_ suggestion: String?) -> String {
        suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
    }
}

extension PolicyError: Reportable {
    package var report: Report {
        // The JSON reader's message names its own place.
        if case .notJSON = kind { return Report(.policyInvalid, kind.description) }
        let shown = Kind.quoted(pointer).dropFirst().dropLast()
        let place = shown.isEmpty ? "" : "\(shown), "
        return Report(.policyInvalid, "\(place)line \(line), column \(column): \(kind)")
    }
}
