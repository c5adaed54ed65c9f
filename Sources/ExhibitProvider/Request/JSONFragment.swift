import ExhibitJSON

/// A stretch of a JSON body.
package enum JSONFragment: Sendable, Hashable {
    case text(String)
    /// A string value that is private; the quotes are the fragment's own.
    case prompt(String)
    /// A string value that holds an input as a `data:` URL; the quotes are the fragment's own.
    case inputDataURL(Int, mediaType: String)

    var pieces: [BodyPiece] {
        switch self {
        case .text(let text): [.text(text)]
        case .prompt(let prompt): [.text("\""), .privateText(prompt, .json), .text("\"")]
        case .inputDataURL(let index, let mediaType):
            [.text("\"data:\(mediaType);base64,"), .inputBase64(index), .text("\"")]
        }
    }

    /// One object with the fields in their order, the prompt kept apart.
    static func object(_ fields: RequestFields) -> [JSONFragment] {
        var fragments: [JSONFragment] = []
        var text = "{"
        for (index, field) in fields.list.enumerated() {
            text += (index == 0 ? "" : ",") + JSONText.compact(.string(field.name)) + ":"
            if field.name == RequestFields.prompt, let prompt = field.value.string {
                fragments += [.text(text), .prompt(prompt)]
                text = ""
            } else {
                text += JSONText.compact(field.value)
            }
        }
        return fragments + [.text(text + "}")]
    }
}
