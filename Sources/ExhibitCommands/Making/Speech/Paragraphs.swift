import ExhibitModel

/// A long text as parts that are spoken one by one (parity C10).
enum Paragraphs {
    /// Runs of one command.
    private static let limit = 200

    /// Divided where lines hold nothing but blanks; no part is empty.
    static func parts(of text: String) throws -> [String] {
        var parts: [[Substring]] = [[]]
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.allSatisfy(\.isWhitespace) {
                parts.append([])
            } else {
                parts[parts.count - 1].append(line)
            }
        }
        let texts = parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
        guard !texts.isEmpty else { throw Report(.promptMissing, "the text has no paragraph") }
        guard texts.count <= limit else {
            throw Report(.usageInvalid, "\(texts.count) paragraphs, at most \(limit)", hint: "divide the text")
        }
        return texts
    }
}
