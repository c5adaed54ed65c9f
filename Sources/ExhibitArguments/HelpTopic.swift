/// A page of help that belongs to no command, such as `help exit-codes`.
package struct HelpTopic: Hashable, Sendable {
    package let name: String
    package let summary: String
    /// Shown as it is.
    package let text: String

    package init(_ name: String, _ summary: String, text: String) {
        self.name = name
        self.summary = summary
        self.text = text
    }
}
