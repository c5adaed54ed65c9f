package import ExhibitJSON

/// Where a value stands: a file and an RFC 6901 pointer into it.
package struct Place: Sendable, Hashable, CustomStringConvertible {
    package let file: String
    package let pointer: JSONPointer

    package init(file: String, pointer: JSONPointer = JSONPointer(tokens: [])) {
        self.file = file
        self.pointer = pointer
    }

    subscript(key: String) -> Place {
        Place(file: file, pointer: pointer.appending(key))
    }

    package var description: String {
        pointer.tokens.isEmpty ? file : "\(file): \(pointer)"
    }
}
