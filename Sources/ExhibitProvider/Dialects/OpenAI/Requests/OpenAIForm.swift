import ExhibitJSON
import ExhibitModel

/// A request as `multipart/form-data`.
enum OpenAIForm {
    /// Texts first, then the files.
    static func body(
        _ fields: RequestFields,
        _ files: [MultipartPart],
        token: String
    ) throws(ProviderError) -> RequestBody {
        let parts = try texts(fields, beside: EditInputs.names.union(files.map(\.name))) + files
        let boundary = MultipartBoundary.make(token: token, avoiding: parts.flatMap(\.texts))
        return .multipart(boundary: boundary, parts)
    }

    private static func texts(
        _ fields: RequestFields,
        beside files: Set<String>
    ) throws(ProviderError) -> [MultipartPart] {
        var parts: [MultipartPart] = []
        for (name, value) in fields.list {
            guard !files.contains(name) else {
                throw .extraJSONInvalid(
                    field: name,
                    problem: "is a file in this request; give it with --image or --mask"
                )
            }
            guard let text = text(of: value) else { continue }
            parts.append(MultipartPart(name, fields.isPrivate(name) ? .prompt(text) : .text(text)))
        }
        return parts
    }

    /// A form knows texts only: numbers and booleans as JSON spells them, lists and objects as JSON, null not at all.
    private static func text(of value: JSONValue) -> String? {
        switch value {
        case .null: nil
        case .string(let text): text
        case .bool, .number, .array, .object: JSONText.compact(value)
        }
    }
}

extension MultipartPart {
    /// Everything in the part that is text and could hold a boundary.
    fileprivate var texts: [String] {
        let own =
            switch content {
            case .text(let text), .prompt(let text): [text]
            case .input: [String]()
            }
        return own + [name] + (fileName.map { [$0] } ?? [])
    }
}
