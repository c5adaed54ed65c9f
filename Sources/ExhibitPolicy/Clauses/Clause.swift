import ExhibitJSON

/// A condition over the facts: comparisons, joined.
///
/// Inside `each` and `some` every path starts at the element, whose own path is empty.
indirect enum Clause: Sendable, Hashable {
    case comparison(Comparison)
    case all([Clause])
    case any([Clause])
    case not(Clause)
    case each(JSONPointer, Clause)
    case some(JSONPointer, Clause)

    static let depthLimit = 8

    /// How many nodes one evaluation visits at least.
    var size: Int {
        switch self {
        case .comparison: 1
        case .all(let clauses), .any(let clauses): clauses.reduce(1) { $0 + $1.size }
        case .not(let clause), .each(_, let clause), .some(_, let clause): 1 + clause.size
        }
    }
}

/// One fact held against what the policy wants of it.
struct Comparison: Sendable, Hashable {
    let path: JSONPointer
    let op: Operator
    let argument: Argument

    /// What the operator compares with; the reader pairs each operator with its own kind.
    enum Argument: Sendable, Hashable {
        case none
        case value(JSONValue)
        case values([JSONValue])
        case set(String)
        case type(FactType)
        case integer(Int)
        case range(Int, Int)
        case other(JSONPointer)
        case order(Int, [String])
    }
}
