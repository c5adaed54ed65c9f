/// Words that a command cannot act on: what is wrong with them, and what to write instead.
package struct UsageError: Error, Hashable, Sendable {
    /// Lower case, without a period; values in it are shortened and free of control characters.
    package let message: String
    package let hint: String
    /// The command's names from the root on, such as `["exhibit", "runs", "show"]`.
    ///
    /// Empty when an action throws; `Invocation.run` fills it in.
    package let path: [String]

    package init(_ message: String, hint: String, path: [String] = []) {
        self.message = message
        self.hint = hint
        self.path = path
    }

    func placed(at path: [String]) -> Self {
        self.path.isEmpty ? Self(message, hint: hint, path: path) : self
    }

    /// A word from the command line as it may be repeated to its writer's terminal: one line, no control characters.
    static func quoted(_ word: String) -> String {
        let limit = 40
        let shown = word.prefix(limit).unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control ? "?" : String(scalar)
        }
        return "'" + shown.joined() + (word.count > limit ? "…'" : "'")
    }
}
