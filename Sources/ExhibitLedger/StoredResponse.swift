import ExhibitArchive
import ExhibitJSON
import ExhibitModel

/// A recorded answer as its reader sees it: redacted, pictures as `{"$blob":…}`, private values as they are known here.
enum StoredResponse {
    private static let limit = 65_536

    /// Nil when the body is not in the store; text that is no JSON is a string, cut at 64 KB.
    static func value(_ response: JSONObject, _ queries: Queries) -> JSONValue? {
        guard let bytes = response["body_blob"]?.string.flatMap(queries.blob),
            let document = try? BodyDocument(parsing: bytes),  // a broken blob is the audit's finding
            let values = try? BodyValues(document, queries, nil),  // as above
            let text = try? BodyText(
                document,
                blob: { values.blobs[$0] },
                value: { values.privateValues[$0] },
                sealed: { _ in nil }
            )  // as above
        else { return nil }
        guard let value = try? JSONReader.readTolerant(text.bytes).value else { return plain(text) }  // then it is text
        let shown = show(value, text)
        return JSONText.compact(shown).utf8.count <= limit
            ? shown : ["$truncated": true, "bytes": response["raw_bytes"] ?? .null]
    }

    private static func plain(_ text: BodyText) -> JSONValue {
        let parts = text.resolve(String(decoding: text.bytes.prefix(limit), as: UTF8.self))
        if case .blob(let index)? = parts.first, parts.count == 1, let blob = text.blob(index) { return picture(blob) }
        return .string(
            parts.map { part in
                if case .text(let words) = part { words } else { "[…]" }
            }.joined()
        )
    }

    private static func show(_ value: JSONValue, _ text: BodyText) -> JSONValue {
        switch value {
        case .string(let string): return show(string, text)
        case .array(let elements): return .array(elements.map { show($0, text) })
        case .object(let object): return .object(JSONObject(object.members.map { ($0.key, show($0.value, text)) }))
        case .null, .bool, .number: return value
        }
    }

    private static func show(_ string: String, _ text: BodyText) -> JSONValue {
        let parts = text.resolve(string)
        for part in parts {
            if case .blob(let index) = part, let blob = text.blob(index) { return picture(blob) }
        }
        guard parts.contains(.withheld) else { return .string(string) }
        return .string(
            parts.map { part in
                if case .text(let words) = part { words } else { "[withheld]" }
            }.joined()
        )
    }

    private static func picture(_ blob: BodyText.Blob) -> JSONValue {
        ["$blob": .string("sha256:\(blob.sha256.hex)"), "bytes": .int(blob.bytes)]
    }
}
