import ExhibitJSON
import ExhibitModel

/// A place of a message where other bytes stand than those that were on the wire.
struct WireMark {
    enum Part: String {
        case head
        case body
    }

    let part: Part
    /// From the start of the part, in bytes of the archive.
    let offset: Int
    /// How many bytes the token has that stands there; none where only the fact is known.
    let length: Int
    let what: What

    enum What {
        /// Gone for good; `bytes` of the wire, where that is known.
        case redacted(rule: String, tag: String, bytes: Int?)
        /// A private value, by its commitment.
        case withheld(String)
        /// A signed URL's query, by its commitment.
        case sealed(String)
        case missing(String)
    }

    var json: JSONValue {
        var object = JSONObject([("part", .string(part.rawValue)), ("at", .int(offset)), ("length", .int(length))])
        switch what {
        case .redacted(let rule, let tag, let bytes):
            object["kind"] = "redacted"
            object["rule"] = .string(rule)
            object["tag"] = .string(tag)
            object["wire_length"] = bytes.map(JSONValue.int)
        case .withheld(let commit):
            object["kind"] = "withheld"
            object["commit"] = .string(commit)
        case .sealed(let commit):
            object["kind"] = "sealed"
            object["commit"] = .string(commit)
        case .missing(let digest):
            object["kind"] = "missing"
            object["sha256"] = .string(digest)
        }
        return .object(object)
    }

    /// Nil for what gives its own bytes.
    init?(_ segment: Segment, at offset: Int, _ length: Int) {
        switch segment {
        case .redacted(let rule, let tag, let bytes): what = .redacted(rule: rule, tag: tag, bytes: bytes)
        case .commit(let commit, _): what = .withheld(commit)
        case .sealed(let commit): what = .sealed(commit)
        case .text(let digest), .raw(let digest), .base64(let digest, _): what = .missing(digest.hex)
        }
        part = .body
        self.offset = offset
        self.length = length
    }

    private init(head offset: Int, _ length: Int, _ what: What) {
        part = .head
        self.offset = offset
        self.length = length
        self.what = what
    }

    /// A token's brackets, as they stand in a header and in a URI.
    private static let brackets = [("[redacted:", "]"), ("%5Bredacted:", "%5D")].map { open, close in
        (open: Array(open.utf8), close: Array(close.utf8))
    }

    /// The tokens in a head, which was redacted when it was recorded.
    static func tokens(in head: [UInt8]) -> [WireMark] {
        var marks: [WireMark] = []
        var place = 0
        while place < head.count {
            guard let mark = token(in: head, at: place) else {
                place += 1
                continue
            }
            marks.append(mark)
            place += mark.length
        }
        return marks
    }

    private static func token(in head: [UInt8], at place: Int) -> WireMark? {
        let rest = head[place...].prefix(80)
        guard let brackets = brackets.first(where: { rest.starts(with: $0.open) }) else { return nil }
        let inside = rest.dropFirst(brackets.open.count)
        guard let close = inside.firstRange(of: brackets.close) else { return nil }
        let parts = String(decoding: inside[..<close.lowerBound], as: UTF8.self).split(separator: ":")
        guard parts.count == 2 else { return nil }
        let what = What.redacted(rule: String(parts[0]), tag: String(parts[1]), bytes: nil)
        return WireMark(head: place, close.upperBound - place, what)
    }
}
