/// A JSON number as its text: no range, no rounding, and `1.0` is not `1`.
package struct JSONNumber: Hashable, Sendable {
    package let text: String

    package init(_ value: Int) { text = String(value) }
    package init(_ value: Int64) { text = String(value) }

    /// Nil unless `text` is a number of RFC 8259 §6, and nothing else.
    package init?(text: String) {
        let bytes = Array(text.utf8)
        guard NumberGrammar.end(of: bytes, from: 0) == bytes.count else { return nil }
        self.text = text
    }

    /// For readers, which have matched the grammar already.
    init(matched text: String) { self.text = text }

    /// The value, when it is written as an integer and fits.
    package var int: Int? { Int(text) }

    /// Whether two readers of any language must agree on it: an integer of at most 2^53 − 1 either way, and not `-0`.
    package var isCanonical: Bool {
        guard let value = int else { return false }
        return value.magnitude <= 1 << 53 - 1 && text != "-0"
    }
}
