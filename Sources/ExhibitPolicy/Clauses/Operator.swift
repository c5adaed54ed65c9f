/// The closed list of comparisons, by the names that policy files use.
enum Operator: String, Sendable, Hashable, CaseIterable {
    case eq, ne
    case isIn = "in"
    case notIn = "not_in"
    case inSet = "in_set"
    case exists, absent, type
    case lt, le, gt, ge
    case lenEq = "len_eq"
    case lenGe = "len_ge"
    case lenLe = "len_le"
    case prefix, suffix, contains
    case eqPath = "eq_path"
    case nePath = "ne_path"
    case inOrderGe = "in_order_ge"
    case within

    /// The keys that stand beside `path` and `op`.
    var argumentKeys: [String] {
        switch self {
        case .exists, .absent: []
        case .inSet: ["set"]
        case .eqPath, .nePath: ["other"]
        case .inOrderGe: ["value", "order"]
        default: ["value"]
        }
    }
}
