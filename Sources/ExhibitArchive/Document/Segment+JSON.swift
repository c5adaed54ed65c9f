import ExhibitJSON
import ExhibitModel

extension Segment {
    var json: JSONObject {
        switch self {
        case .text(let digest): ["text": .string(digest.hex)]
        case .base64(let digest, let shape):
            [
                "b64": .string(digest.hex), "pad": .bool(shape.isPadded), "url": .bool(shape.usesURLAlphabet),
                "slash": .bool(shape.escapesSlashes), "wrap": .int(shape.wrap), "nl": .string(shape.newline.rawValue),
            ]
        case .raw(let digest): ["raw": .string(digest.hex)]
        case .commit(let commit, let encoding): ["commit": .string(commit), "enc": .string(encoding.rawValue)]
        case .sealed(let commit): ["sealed": .string(commit)]
        case .redacted(let rule, let tag, let bytes): ["redacted": .string("\(rule):\(tag)"), "bytes": .int(bytes)]
        }
    }

    /// Nil unless the object has the members of one kind of segment, and no others.
    init?(_ object: JSONObject) {
        let segment: Segment? =
            switch object.keys.sorted() {
            case ["text"]: Self.digest(object, "text").map { .text($0) }
            case ["raw"]: Self.digest(object, "raw").map { .raw($0) }
            case ["sealed"]: Self.commitment(object, "sealed").map { .sealed($0) }
            case ["commit", "enc"]: Self.commit(object)
            case ["bytes", "redacted"]: Self.redacted(object)
            case ["b64", "nl", "pad", "slash", "url", "wrap"]: Self.base64(object)
            default: nil
            }
        guard let segment else { return nil }
        self = segment
    }

    private static func digest(_ object: JSONObject, _ key: String) -> Digest? {
        object[key]?.string.flatMap { Digest(hex: $0) }
    }

    private static func commitment(_ object: JSONObject, _ key: String) -> String? {
        digest(object, key)?.hex
    }

    private static func commit(_ object: JSONObject) -> Segment? {
        guard let commit = commitment(object, "commit"), let name = object["enc"]?.string,
            let encoding = PrivateEncoding(rawValue: name)
        else { return nil }
        return .commit(commit, encoding)
    }

    private static func redacted(_ object: JSONObject) -> Segment? {
        guard let bytes = object["bytes"]?.int, bytes >= 0, let name = object["redacted"]?.string,
            let colon = name.lastIndex(of: ":")
        else { return nil }
        return .redacted(rule: String(name[..<colon]), tag: String(name[name.index(after: colon)...]), bytes: bytes)
    }

    private static func base64(_ object: JSONObject) -> Segment? {
        guard let digest = digest(object, "b64"), let isPadded = object["pad"]?.bool, let isURL = object["url"]?.bool,
            let escapes = object["slash"]?.bool, let wrap = object["wrap"]?.int, wrap >= 0,
            let name = object["nl"]?.string, let newline = Base64Shape.Newline(rawValue: name),
            (wrap == 0) == (newline == .none)
        else { return nil }
        return .base64(
            digest,
            Base64Shape(
                isPadded: isPadded,
                usesURLAlphabet: isURL,
                escapesSlashes: escapes,
                wrap: wrap,
                newline: newline
            )
        )
    }
}
