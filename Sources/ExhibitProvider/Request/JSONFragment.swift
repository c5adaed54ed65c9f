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

    /// One object with the fields in their order, the strings of the private ones kept apart, and behind them members
    /// whose values are made of fragments.
    static func object(
        _ fields: RequestFields,
        hiding privateNames: Set<String> = [RequestFields.prompt],
        followedBy members: [(name: String, value: [JSONFragment])] = []
    ) -> [JSONFragment] {
        var fragments: [JSONFragment] = []
        var text = "{"
        var separator = ""
        for field in fields.list {
            text += separator + JSONText.compact(.string(field.name)) + ":"
            separator = ","
            if privateNames.contains(field.name), let hidden = field.value.string {
                fragments += [.text(text), .prompt(hidden)]
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

    /// A list of values, each made of one fragment.
    static func array(_ values: [JSONFragment]) -> [JSONFragment] {
        [.text("[")] + Array(values.map { [$0] }.joined(separator: [.text(",")])) + [.text("]")]
    }
}
