import ExhibitJSON
import ExhibitProvider

extension Variation {
    /// How the attempt's request differs from the intent, in its announcement.
    func record(in body: inout JSONObject) {
        body["route"] = route.map(JSONValue.string)
        body["transport"] = transport.map(JSONValue.string)
        if !fieldsDropped.isEmpty { body["fields_dropped"] = .array(fieldsDropped.prefix(16).map(JSONValue.string)) }
        if referencesDropped { body["references_dropped"] = true }
    }

    /// Read back from `attempt.started`.
    init(recorded body: JSONObject) {
        self.init(
            route: body["route"]?.string,
            transport: body["transport"]?.string,
            fieldsDropped: body["fields_dropped"]?.array?.compactMap(\.string) ?? [],
            referencesDropped: body["references_dropped"]?.bool ?? false
        )
    }
}
