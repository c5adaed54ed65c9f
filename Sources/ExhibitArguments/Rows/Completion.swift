/// What a shell may offer where a value is expected; choices are offered without being asked.
package enum Completion: Hashable, Sendable {
    case none
    case file
    case directory
    /// The lines that the tool prints for these words, such as `["runs", "list", "--ids"]`.
    case lines([String])
}
