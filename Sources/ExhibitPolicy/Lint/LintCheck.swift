/// What `policy lint` looks for; the raw values stand in its JSON and never change.
package enum LintCheck: String, Sendable, Hashable, CaseIterable {
    /// The file is not exactly `acceptance/v1`; nothing else can be said about it.
    case format
    /// The id or the file's name is a shipped policy's.
    case reservedName = "reserved_name"
    /// An error rule lacks a test that shows it passing, or one that shows it failing.
    case coverage
    /// A test of the file does not come out as it says.
    case test
    /// No condition asks for the set.
    case unusedSet = "unused_set"
    /// A waiver of the rule could never count, or could change no verdict.
    case unreachableWaiver = "unreachable_waiver"
    /// A guard of `prepare` that no rule of the same id watches over.
    case guardWithoutRule = "guard_without_rule"
    /// Nothing that is recorded is ever told under the path.
    case unknownFact = "unknown_fact"
    /// A message with a word in braces that is never filled in.
    case placeholder
    /// Two tests, two guards or two waivable ids of one name.
    case duplicate
}
