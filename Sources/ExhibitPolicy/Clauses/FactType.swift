import ExhibitJSON

/// What kind of value a fact is; facts of two types are never equal and never compared.
enum FactType: String, Sendable, Hashable, CaseIterable {
    case string, integer, boolean, array, object

    /// Nil for what the canonical profile has no place for: null and numbers that are not integers.
    init?(_ value: JSONValue) {
        switch value {
        case .null: return nil
        case .bool: self = .boolean
        case .number(let number):
            guard number.int != nil else { return nil }
            self = .integer
        case .string: self = .string
        case .array: self = .array
        case .object: self = .object
        }
    }
}
