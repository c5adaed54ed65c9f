import ExhibitJSON

extension Comparison {
    /// What the comparison says about a fact that is known to be there or known to be missing.
    ///
    /// `other` is the fact at the second path of `eq_path` and `ne_path`, `set` the values of the named set of `in_set`.
    func truth(of actual: JSONValue?, other: JSONValue?, set: [JSONValue]) -> Truth {
        switch (op, argument) {
        case (.exists, _): return Truth(actual != nil)
        case (.absent, _): return Truth(actual == nil)
        case (.type, .type(let type)): return Truth(actual.flatMap(FactType.init) == type)
        case (.inSet, _): return set.isEmpty ? .notApplicable : Self.membership(of: actual, in: set)
        case (.isIn, .values(let values)): return Self.membership(of: actual, in: values)
        case (.notIn, .values(let values)): return Self.membership(of: actual, in: values).negated
        case (.eq, .value(let value)): return Self.equality(of: actual, and: value)
        case (.ne, .value(let value)): return Self.equality(of: actual, and: value).negated
        case (.eqPath, _): return Self.equality(of: actual, and: other)
        case (.nePath, _): return Self.equality(of: actual, and: other).negated
        case (.contains, .value(let value)): return Self.containment(of: value, in: actual)
        case (.prefix, .value(.string(let value))):
            return Self.scalars(actual) { $0.starts(with: value.unicodeScalars) }
        case (.suffix, .value(.string(let value))):
            return Self.scalars(actual) { $0.reversed().starts(with: value.unicodeScalars.reversed()) }
        case (.inOrderGe, .order(let least, let words)):
            guard let word = actual?.string, let index = words.firstIndex(where: word.hasSameBytes) else {
                return .indeterminate
            }
            return Truth(index >= least)
        case (.lenEq, .integer(let count)), (.lenGe, .integer(let count)), (.lenLe, .integer(let count)):
            return Self.length(of: actual).map { Truth(ordered($0, count)) } ?? .indeterminate
        case (_, .integer(let value)): return actual?.int.map { Truth(ordered($0, value)) } ?? .indeterminate
        case (.within, .range(let low, let high)):
            return actual?.int.map { Truth(low <= $0 && $0 <= high) } ?? .indeterminate
        default: preconditionFailure("the reader pairs every operator with its own kind of argument")
        }
    }

    private func ordered(_ left: Int, _ right: Int) -> Bool {
        switch op {
        case .lt: left < right
        case .le, .lenLe: left <= right
        case .gt: left > right
        case .ge, .lenGe: left >= right
        default: left == right
        }
    }

    private static func equality(of left: JSONValue?, and right: JSONValue?) -> Truth {
        guard let left, let right, let type = FactType(left), type == FactType(right) else { return .indeterminate }
        return Truth(left == right)
    }

    /// Indeterminate when no value of the list has the fact's type.
    private static func membership(of actual: JSONValue?, in values: [JSONValue]) -> Truth {
        let comparable = values.map { equality(of: actual, and: $0) }.filter { $0 != .indeterminate }
        return comparable.isEmpty ? .indeterminate : .any(comparable)
    }

    private static func containment(of value: JSONValue, in actual: JSONValue?) -> Truth {
        if let elements = actual?.array { return Truth(elements.contains(value)) }
        guard let part = value.string else { return .indeterminate }
        return scalars(actual) { $0.contains(Array(part.unicodeScalars)) }
    }

    private static func scalars(_ actual: JSONValue?, _ holds: ([Unicode.Scalar]) -> Bool) -> Truth {
        guard let text = actual?.string else { return .indeterminate }
        return Truth(holds(Array(text.unicodeScalars)))
    }

    /// Elements of an array, or code points of a string.
    private static func length(of actual: JSONValue?) -> Int? {
        actual?.array?.count ?? actual?.string?.unicodeScalars.count
    }
}
