import ExhibitJSON
import ExhibitProvider

extension Echoed {
    /// The provider's words on what it made, as entries hold them.
    func object(_ words: ProviderWords) -> JSONObject {
        let fields = [
            ("model", model), ("size", size), ("quality", quality), ("background", background),
            ("output_format", outputFormat), ("seed", seed), ("response_id", responseID),
        ]
        var object = JSONObject(fields.compactMap { name, value in value.map { (name, .string(words.clean($0))) } })
        object["created"] = created.map(JSONValue.int)
        return object
    }
}
