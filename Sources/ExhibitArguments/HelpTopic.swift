/// A page of help that belongs to no command, such as `help exit-codes`.
package struct HelpTopic: Sendable {
    package let name: String
    package let summary: String
    private let write: @Sendable () -> String

    /// The text is written only when somebody asks for the page: every start of the tool makes the topics.
    package init(_ name: String, _ summary: String, text: @autoclosure @escaping @Sendable () -> String) {
        self.name = name
        self.summary = summary
        write = text
    }

    /// Shown as it is.
    package var text: String { write() }
}

extension HelpTopic: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.name == right.name && left.summary == right.summary && left.text == right.text
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(summary)
    }
}
