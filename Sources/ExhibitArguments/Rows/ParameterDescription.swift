/// A row as help, completions, manual page and machine readers see it.
package struct ParameterDescription: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case flag, option, argument
    }

    /// Without dashes.
    package let name: String
    /// Without dashes, but for a short one, which is written `-n`.
    package let aliases: [String]
    package let kind: Kind
    /// What stands for the value in usage lines; nil for a flag.
    package let placeholder: String?
    package let help: String
    /// The value without the flag, as its options have it; nil where that is "nothing".
    package internal(set) var defaultValue: String?
    package let choices: [String]
    package let repeatable: Bool
    package let required: Bool
    /// Shown by `--help`; the others need `--help all`, if any row of the table is essential.
    package let essential: Bool
    package let completion: Completion
    /// The section of the help that it stands in; nil for the first.
    package internal(set) var heading: String?
    /// Accepted, but in no help, completion or description.
    package internal(set) var hidden: Bool

    /// The name as it is written: `--size`, or `REF` for an argument.
    package var spelling: String { kind == .argument ? placeholder ?? name : Self.spelling(name) }

    /// Name and aliases as they are written; none for an argument, which has no spelling.
    package var spellings: [String] { kind == .argument ? [] : ([name] + aliases).map(Self.spelling) }

    package var takesValue: Bool { kind != .flag }

    /// The row in help and usage: `--image FILE…`.
    var label: String {
        let value = (placeholder ?? "") + (repeatable ? "…" : "")
        return kind == .argument ? value : ([spelling] + (value.isEmpty ? [] : [value])).joined(separator: " ")
    }

    static func spelling(_ name: String) -> String { name.hasPrefix("-") ? name : "--" + name }
}
