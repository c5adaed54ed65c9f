/// A text that may be shown and kept, and what was taken out of it.
package struct Redacted: Hashable, Sendable {
    package let text: String
    package let counts: [RedactionCount]

    package init(text: String, counts: [RedactionCount]) {
        self.text = text
        self.counts = counts
    }
}
