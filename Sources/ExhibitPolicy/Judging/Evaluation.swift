import ExhibitJSON

/// One pass over the facts, with the budget of nodes that all rules share.
struct Evaluation {
    let sets: [String: [JSONValue]]
    /// Whether the fact at a pointer is decided yet; everything is, after the run.
    let isKnown: (String) -> Bool
    private(set) var visited = 0

    init(sets: [String: [JSONValue]], isKnown: @escaping (String) -> Bool = { _ in true }) {
        self.sets = sets
        self.isKnown = isKnown
    }

    /// Whether the budget ran out: from here on nothing that was said can be relied on.
    var isExhausted: Bool { visited > Policy.nodeLimit }

    /// The part of the facts in which paths start.
    struct Scope {
        let value: JSONValue
        let tokens: [String]

        static func root(_ facts: JSONValue) -> Scope { Scope(value: facts, tokens: []) }

        func pointer(_ path: JSONPointer) -> String {
            JSONPointer(tokens: tokens + path.tokens).description
        }
    }

    mutating func evaluate(_ clause: Clause, in scope: Scope) -> Finding {
        visited += 1
        guard !isExhausted else { return Finding(truth: .indeterminate) }
        switch clause {
        case .comparison(let comparison): return evaluate(comparison, in: scope)
        case .all(let clauses):
            let parts = evaluate(clauses, in: scope)
            return .joining(.all(parts.map(\.truth)), parts)
        case .any(let clauses):
            let parts = evaluate(clauses, in: scope)
            return .joining(.any(parts.map(\.truth)), parts)
        case .not(let clause): return evaluate(clause, in: scope).negated
        case .each(let path, let clause): return evaluate(clause, "each", over: path, in: scope, join: Truth.all)
        case .some(let path, let clause): return evaluate(clause, "some", over: path, in: scope, join: Truth.any)
        }
    }

    private mutating func evaluate(_ clauses: [Clause], in scope: Scope) -> [Finding] {
        var parts: [Finding] = []
        for clause in clauses { parts.append(evaluate(clause, in: scope)) }
        return parts
    }

    private mutating func evaluate(
        _ clause: Clause,
        _ op: String,
        over path: JSONPointer,
        in scope: Scope,
        join: ([Truth]) -> Truth
    ) -> Finding {
        let pointer = scope.pointer(path)
        let actual = scope.value.at(path)
        let leaf = Finding.Leaf(path: pointer, op: op, expected: nil, actual: actual)
        guard isKnown(pointer) else { return Finding(truth: .undecided, leaf: leaf) }
        guard let elements = actual?.array else { return Finding(truth: .indeterminate, leaf: leaf) }
        var parts: [Finding] = []
        for (index, element) in elements.enumerated() where !isExhausted {
            let tokens = scope.tokens + path.tokens + [String(index)]
            parts.append(evaluate(clause, in: Scope(value: element, tokens: tokens)))
        }
        let finding = Finding.joining(join(parts.map(\.truth)), parts)
        return elements.isEmpty ? Finding(truth: finding.truth, leaf: leaf) : finding
    }

    private func evaluate(_ comparison: Comparison, in scope: Scope) -> Finding {
        let pointer = scope.pointer(comparison.path)
        let actual = scope.value.at(comparison.path)
        var other: JSONValue?
        var isDecided = isKnown(pointer)
        if case .other(let path) = comparison.argument {
            other = scope.value.at(path)
            isDecided = isDecided && isKnown(scope.pointer(path))
        }
        var set: [JSONValue] = []
        var emptySet: String?
        if case .set(let name) = comparison.argument {
            set = sets[name] ?? []
            emptySet = set.isEmpty ? name : nil
        }
        let truth =
            isDecided || emptySet != nil ? comparison.truth(of: actual, other: other, set: set) : .undecided
        let leaf = Finding.Leaf(
            path: pointer,
            op: comparison.op.rawValue,
            expected: other ?? comparison.argument.expected ?? set.asExpected,
            actual: actual,
            emptySet: emptySet
        )
        return Finding(truth: truth, leaf: leaf)
    }
}

extension Comparison.Argument {
    /// The argument as an explanation shows it; nil for what only the facts or the sets can tell.
    fileprivate var expected: JSONValue? {
        switch self {
        case .none, .set, .other: nil
        case .value(let value): value
        case .values(let values): .array(values)
        case .type(let type): .string(type.rawValue)
        case .integer(let value): .number(JSONNumber(value))
        case .range(let low, let high): .array([.number(JSONNumber(low)), .number(JSONNumber(high))])
        case .order(let least, let words): .string(words[least])
        }
    }
}

extension [JSONValue] {
    fileprivate var asExpected: JSONValue? { isEmpty ? nil : .array(self) }
}
