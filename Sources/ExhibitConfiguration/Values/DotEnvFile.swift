/// A `.env` file: `NAME=value` lines, `export ` allowed, `#` comments, single and double quotes.
struct DotEnvFile {
    private(set) var values: [String: String] = [:]
    /// Lines that are none of that; they set nothing.
    private(set) var badLines: [Int] = []

    /// - Parameter text: the first assignment of a name stands.
    init(_ text: String) {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            var line = Self.trimmed(line)
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("export ") { line = Self.trimmed(line.dropFirst(7)) }
            guard let equals = line.firstIndex(of: "="), case let name = Self.trimmed(line[..<equals]),
                Self.isName(name), let value = Self.value(Self.trimmed(line[line.index(after: equals)...]))
            else {
                badLines.append(index + 1)
                continue
            }
            if values[String(name)] == nil { values[String(name)] = value }
        }
    }

    private static func isName(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, first < UInt8(ascii: "0") || first > UInt8(ascii: "9") else { return false }
        return name.utf8.allSatisfy {
            VariableName.isNameByte($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        }
    }

    /// Nil when a quote is not closed.
    private static func value(_ text: Substring) -> String? {
        switch text.first {
        case "'":
            let inside = text.dropFirst()
            return inside.firstIndex(of: "'").map { String(inside[..<$0]) }
        case "\"":
            return doubleQuoted(text.dropFirst())
        default:
            var end = text.startIndex
            while end < text.endIndex {
                let isComment =
                    text[end] == "#" && (end == text.startIndex || text[text.index(before: end)].isWhitespace)
                if isComment { break }
                end = text.index(after: end)
            }
            return String(trimmed(text[..<end]))
        }
    }

    private static func doubleQuoted(_ text: Substring) -> String? {
        var value = ""
        var escaped = false
        for character in text {
            if escaped {
                switch character {
                case "n": value += "\n"
                case "r": value += "\r"
                case "t": value += "\t"
                default: value.append(character)
                }
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == "\"" {
                return value
            } else {
                value.append(character)
            }
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
