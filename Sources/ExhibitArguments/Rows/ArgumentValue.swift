/// A type that one word of the command line can stand for.
///
/// An enumeration of strings that is `CaseIterable` needs no code beyond the conformance.
package protocol ArgumentValue: ArgumentStorage {
    init?(argument word: String)
    /// The word that reads back as this value.
    var argument: String { get }
}

extension ArgumentValue {
    package static var argumentCount: ArgumentCount { .one }
    package static var argumentChoices: [String] { [] }
    package static var argumentForm: String { "a value of another form" }
    package var argumentDefault: String? { argument.isEmpty ? nil : argument }

    package mutating func store(argument word: String) -> Bool {
        guard let value = Self(argument: word) else { return false }
        self = value
        return true
    }
}

extension ArgumentValue where Self: RawRepresentable, RawValue == String {
    package init?(argument word: String) { self.init(rawValue: word) }
    package var argument: String { rawValue }
}

extension ArgumentValue where Self: RawRepresentable & CaseIterable, RawValue == String {
    package static var argumentChoices: [String] { allCases.map(\.rawValue) }
}

extension String: ArgumentValue {
    package static var argumentForm: String { "text" }
    package init?(argument word: String) { self = word }
    package var argument: String { self }
}

extension Int: ArgumentValue {
    package static var argumentForm: String { "a whole number" }
    package init?(argument word: String) { self.init(word) }
    package var argument: String { String(self) }
}

extension Double: ArgumentValue {
    package static var argumentForm: String { "a number" }

    /// Decimal notation only: `nan`, `inf` and hexadecimal are not amounts of anything.
    package init?(argument word: String) {
        guard word.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
            let value = Double(word), value.isFinite
        else { return nil }
        self = value
    }

    package var argument: String {
        let text = "\(self)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
