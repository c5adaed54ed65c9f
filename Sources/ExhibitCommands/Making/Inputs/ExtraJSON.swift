import ExhibitJSON
import ExhibitModel

/// `--extra-json`, then `--extra-json-file`, merged into the text of one object.
struct ExtraJSON {
    let text: String
    /// The model that it asks for, in place of the chosen one.
    let model: String?

    private static let limit = 1 << 20

    static func read(_ options: ProviderOptions, _ environment: Environment) throws -> ExtraJSON? {
        var merged: JSONObject?
        if let text = options.extraJSON {
            let bytes = text.hasPrefix("@") ? try file(String(text.dropFirst()), environment) : Array(text.utf8)
            try merge(bytes, "--extra-json", into: &merged)
        }
        if let path = options.extraJSONFile { try merge(try file(path, environment), path, into: &merged) }
        return merged.map { ExtraJSON(text: JSONText.compact(.object($0)), model: $0["model"]?.string) }
    }

    private static func file(_ path: String, _ environment: Environment) throws -> [UInt8] {
        do throws(FileFault) {
            return try RegularFile.read(environment.absolute(path), limit: limit)
        } catch {
            throw Report(.jsonInvalid, "\(path): \(error.reason)", hint: "name a readable JSON file")
        }
    }

    private static func merge(_ bytes: [UInt8], _ source: String, into merged: inout JSONObject?) throws {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes, .reply)
        } catch {
            throw Report(.jsonInvalid, "\(source): \(error.message)")
        }
        guard let object = value.object else { throw Report(.jsonInvalid, "\(source) is no JSON object") }
        var result = merged ?? JSONObject()
        for (key, value) in object.members { result[key] = value }
        merged = result
    }
}
