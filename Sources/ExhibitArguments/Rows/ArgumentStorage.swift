/// How often a row may be filled.
package enum ArgumentCount: Sendable {
    case one, optional, many
}

/// What a row may point at: a value, an optional value, or an array of values.
///
/// One protocol instead of three overloads keeps long tables quick to type-check.
package protocol ArgumentStorage: Sendable {
    static var argumentCount: ArgumentCount { get }
    /// The only words accepted, or empty.
    static var argumentChoices: [String] { get }
    /// Completes "must be …", such as `a whole number`.
    static var argumentForm: String { get }
    /// The default as help shows it.
    var argumentDefault: String? { get }
    /// Takes one word; false when the word does not stand for a value.
    mutating func store(argument word: String) -> Bool
}

extension Optional: ArgumentStorage where Wrapped: ArgumentValue {
    package static var argumentCount: ArgumentCount { .optional }
    package static var argumentChoices: [String] { Wrapped.argumentChoices }
    package static var argumentForm: String { Wrapped.argumentForm }
    package var argumentDefault: String? { self?.argumentDefault }

    package mutating func store(argument word: String) -> Bool {
        guard let value = Wrapped(argument: word) else { return false }
        self = value
        return true
    }
}

extension Array: ArgumentStorage where Element: ArgumentValue {
    package static var argumentCount: ArgumentCount { .many }
    package static var argumentChoices: [String] { Element.argumentChoices }
    package static var argumentForm: String { Element.argumentForm }
    package var argumentDefault: String? { nil }

    /// Appends, so rows that share one array keep the order in which they were written.
    package mutating func store(argument word: String) -> Bool {
        guard let value = Element(argument: word) else { return false }
        append(value)
        return true
    }
}
