import ExhibitJSON
import ExhibitRecord

/// What kind of private value a commitment stands for.
enum PrivateKind: Sendable, CaseIterable {
    case prompt
    case quote
    case reviewer
    case digest
    case name

    /// As the index of a bundle names them when they were left out.
    var words: String {
        switch self {
        case .prompt: "prompts"
        case .quote: "text segments that quote them"
        case .reviewer: "reviewers' names and reasons"
        case .digest: "hashes of bodies that hold private values"
        case .name: "paths, names of files, users and machines, and other texts"
        }
    }

    /// What the member of an entry holds.
    init(_ type: EntryType, key: String) {
        switch key {
        case "prompt_commit", "sent_prompt_commit": self = .prompt
        case "raw_commit", "request_commit": self = .digest
        default: self = type == .reviewDecision || type == .waiver ? .reviewer : .name
        }
    }

    /// The commitments that an entry's body holds; the kind that was seen first stays.
    static func collect(_ entry: Entry, into found: inout [String: PrivateKind]) {
        collect(.object(entry.body), entry.type, into: &found)
    }

    private static func collect(_ value: JSONValue, _ type: EntryType, into found: inout [String: PrivateKind]) {
        switch value {
        case .array(let elements):
            for element in elements { collect(element, type, into: &found) }
        case .object(let object):
            for (key, value) in object.members {
                if key.hasSuffix("_commit"), let commit = value.string {
                    if found[commit] == nil { found[commit] = PrivateKind(type, key: key) }
                } else {
                    collect(value, type, into: &found)
                }
            }
        case .null, .bool, .number, .string: break
        }
    }
}
