import ExhibitJSON

/// A stretch of a JSON body.
package enum JSONFragment: Sendable, Hashable {
    case text(String)
    /// A string value that is private; the quotes are the fragment's own.
    case prompt(String)
    /// A string value that holds an input as a `data:` URL; the quotes are the fragment's own.
    case inputDataURL(Int, mediaType: String)
    /// A string value that holds an input's base64; the quotes are the fragment's own.
    case inputBase64(Int)

    var pieces: [BodyPiece] {
        switch self {
        case .text(let text): [.text(text)]
        case .prompt(let prompt): [.text("\""), .privateText(prompt, .json), .text("\"")]
        case .inputDataURL(let index, let mediaType):
            [.text("\"data:\(mediaType);base64,"), .inputBase64(index), .text("\"")]
        case .inputBase64(let index): [.text("\""), .inputBase64(index), .text("\"")]
        }
    }

    /// One array with the items, each of which is a value.
    static func array(_ items: [[JSONFragment]]) -> [JSONFragment] {
        [.text("[")] + Array(items.joined(separator: [.text(",")])) + [.text("]")]
    }

    /// One object with the fields in their order, private texts and inputs kept apart, and behind them members whose
    /// values are made of fragments.
    static func object(
        _ fields: RequestFields,
        followedBy members: [(name: String, value: [JSONFragment])] = []
    ) -> [JSONFragment] {
        var fragments: [JSONFragment] = []
        var text = "{"
        var separator = ""
        for field in fields.list {
            text += separator + JSONText.compact(.string(field.name)) + ":"
            separator = ","
            if let inputs = fields.inputs[field.name] {
                fragments += [.text(text)] + inputs
                text = ""
            } else if fields.isPrivate(field.name), let words = field.value.string {
                fragments += [.text(text), .prompt(words)]
                text = ""
            } else {
                text += JSONText.compact(field.value)
            }
        }
        for member in members {
            fragments += [.text(text + separator + JSONText.compact(.string(member.name)) + ":")] + member.value
            text = ""
            separator = ","
        }
        return fragments + [.text(text + "}")]
    }
}
