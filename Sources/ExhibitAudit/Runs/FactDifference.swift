import ExhibitJSON

/// Names the first fact in which two documents differ.
enum FactDifference {
    static func pointer(_ stored: [UInt8], _ made: JSONValue) -> String {
        // No facts at all
        guard let value = try? JSONReader.read(stored, .canonical) else { return "the whole document" }
        return first(value, made, JSONPointer(tokens: [])).description
    }

    private static func first(_ stored: JSONValue, _ made: JSONValue, _ pointer: JSONPointer) -> JSONPointer {
        guard let left = stored.object, let right = made.object else { return pointer }
        for key in Set(left.keys + right.keys).sorted() where left[key] != right[key] {
            guard let old = left[key], let new = right[key] else { return pointer.appending(key) }
            return first(old, new, pointer.appending(key))
        }
        return pointer
    }
}
