package import ExhibitModel

/// The text of one stream of a run: a line is `<RFC 3339 time> <text>`, redacted before it got here.
package struct RunLog: Sendable, Hashable {
    package private(set) var lines: [Line] = []

    package struct Line: Sendable, Hashable {
        package let at: String
        package let text: String
    }

    package init() {}

    package mutating func add(_ text: String, at time: Timestamp) {
        let oneLine = String(text.map { $0.isNewline ? " " : $0 }.prefix(2000))
        lines.append(Line(at: time.description, text: oneLine))
    }

    package var bytes: [UInt8] {
        Array(lines.map { "\($0.at) \($0.text)\n" }.joined().utf8)
    }

    package static func lines(_ bytes: [UInt8]) -> [Line] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            return Line(at: String(parts[0]), text: parts.count > 1 ? String(parts[1]) : "")
        }
    }
}
