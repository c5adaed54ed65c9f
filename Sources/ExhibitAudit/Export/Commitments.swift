import ExhibitJSON

/// The commitments that an entry's body holds.
enum Commitments {
    static func collect(_ value: JSONValue, into found: inout Set<String>) {
        switch value {
        case .array(let elements):
            for element in elements { collect(element, into: &found) }
        case .object(let object):
            for (key, value) in object.members {
                if key.hasSuffix("_commit"), let commit = value.string {
                    found.insert(commit)
                } else {
                    collect(value, into: &found)
                }
            }
        case .null, .bool, .number, .string: break
        }
    }
}
