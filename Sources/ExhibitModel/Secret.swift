/// A value that may be sent but never shown.
///
/// It has no text in interpolation, reflection or dumps, and is not `Encodable`: what records it has to call
/// ``reveal(_:)`` by name.
package struct Secret: Sendable, Hashable {
    private let value: String

    package init(_ value: String) {
        self.value = value
    }

    package var isEmpty: Bool { value.isEmpty }

    package func reveal<T, E: Error>(_ body: (String) throws(E) -> T) throws(E) -> T {
        try body(value)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "‹secret›" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
