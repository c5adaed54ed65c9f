/// A string that is equal to another one only byte by byte, for sets and dictionaries.
struct ExactKey: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: Self, right: Self) -> Bool { left.text.hasSameBytes(as: right.text) }

    // Strings of the same bytes have the same hash, so the text's own will do.
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension String {
    /// Equality of the encoded bytes, where `==` is canonical equivalence (Unicode §3.12).
    package func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let left = utf8Span.span
        let right = other.utf8Span.span
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }
}
