import ExhibitJSON

/// Puts a rule's result into words for a reviewer.
struct Wording {
    let rule: Rule
    let finding: Finding

    func message(_ outcome: Outcome) -> String {
        guard let leaf = finding.leaf else { return unexplained(outcome) }
        switch outcome {
        case .pass: return "\(name(of: leaf)) is \(Self.text(leaf.actual))"
        case .fail: return failure(leaf)
        case .waived: return "waived by a reviewer: " + (finding.truth == .fail ? failure(leaf) : unknown(leaf))
        case .indeterminate: return unknown(leaf)
        case .notApplicable:
            return leaf.emptySet.map { "does not apply: the policy's set \"\($0)\" is empty" }
                ?? "does not apply: \(leaf.path) is \(Self.text(leaf.actual))"
        }
    }

    private func unexplained(_ outcome: Outcome) -> String {
        switch outcome {
        case .pass: "holds"
        case .fail: rule.message ?? "does not hold"
        case .waived: "waived by a reviewer"
        case .indeterminate: "cannot tell: the facts are more than one judgement may look at"
        case .notApplicable: "does not apply"
        }
    }

    private func failure(_ leaf: Finding.Leaf) -> String {
        guard let message = rule.message else {
            let demand = leaf.isNegated ? "which must not be" : Self.demand(leaf)
            return "\(name(of: leaf)) is \(Self.text(leaf.actual)), \(demand)"
        }
        return fill(message, leaf)
    }

    /// Fills the placeholders in one walk, so that a fact which looks like a placeholder stays what it is.
    private func fill(_ message: String, _ leaf: Finding.Leaf) -> String {
        let values = [
            "{actual}": Self.text(leaf.actual), "{expected}": Self.expected(leaf), "{path}": name(of: leaf),
        ]
        var filled = ""
        var rest = Substring(message)
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            rest = rest[open...]
            let placeholder = values.keys.first(where: rest.hasPrefix)
            filled += placeholder.flatMap { values[$0] } ?? "{"
            rest = rest.dropFirst(placeholder?.count ?? 1)
        }
        return filled + rest
    }

    private func unknown(_ leaf: Finding.Leaf) -> String {
        guard let actual = leaf.actual else { return "cannot tell: \(name(of: leaf)) is not recorded" }
        return "cannot tell: \(name(of: leaf)) is \(Self.text(actual)), which cannot be compared"
    }

    private func name(of leaf: Finding.Leaf) -> String {
        leaf.path.isEmpty ? "the whole record" : leaf.path
    }

    /// A fact as a reviewer reads it; long ones are cut.
    static func text(_ value: JSONValue?) -> String {
        guard let value else { return "not recorded" }
        let text = value.string ?? JSONText.compact(value)
        return text.count > 200 ? text.prefix(200) + "…" : text
    }

    private static func expected(_ leaf: Finding.Leaf) -> String {
        guard let values = leaf.expected?.array else { return text(leaf.expected) }
        switch leaf.op {
        case Operator.isIn.rawValue, Operator.inSet.rawValue, Operator.notIn.rawValue:
            return values.map { text($0) }.joined(separator: " or ")
        case Operator.within.rawValue: return values.map { text($0) }.joined(separator: " to ")
        default: return text(leaf.expected)
        }
    }

    private static func demand(_ leaf: Finding.Leaf) -> String {
        guard let op = Operator(rawValue: leaf.op) else { return "must not be empty" }
        let expected = expected(leaf)
        switch op {
        case .eq, .isIn, .inSet, .eqPath: return "must be \(expected)"
        case .ne, .notIn, .nePath: return "must not be \(expected)"
        case .exists: return "must be recorded"
        case .absent: return "must not be recorded"
        case .type: return "must be of type \(expected)"
        case .lt: return "must be less than \(expected)"
        case .le: return "must be at most \(expected)"
        case .gt: return "must be more than \(expected)"
        case .ge, .inOrderGe: return "must be at least \(expected)"
        case .lenEq: return "must have the length \(expected)"
        case .lenGe: return "must have at least the length \(expected)"
        case .lenLe: return "must have at most the length \(expected)"
        case .prefix: return "must start with \(expected)"
        case .suffix: return "must end with \(expected)"
        case .contains: return "must contain \(expected)"
        case .within: return "must be from \(expected)"
        }
    }
}
