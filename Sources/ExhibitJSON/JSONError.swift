package import ExhibitModel

/// Why bytes are not the JSON that was asked for, and where.
package struct JSONError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case unexpectedCharacter
        case unexpectedEnd
        case trailingBytes
        case duplicateKey(String)
        case invalidUTF8
        case loneSurrogate
        case invalidEscape
        case controlCharacter
        case byteOrderMark
        case invalidNumber
        /// A JSON number that the profile has no room for: see ``JSONProfile``.
        case numberOutOfProfile
        case tooDeep
        case notCanonical
    }

    package let kind: Kind
    /// From 1; line and column are 0 when the value never was text.
    package let line: Int
    /// Unicode scalars from the start of the line.
    package let column: Int
    /// RFC 6901: the value being read, or the member for a duplicate key.
    package let pointer: String

    package init(_ kind: Kind, line: Int = 0, column: Int = 0, pointer: String = "") {
        self.kind = kind
        self.line = line
        self.column = column
        self.pointer = pointer
    }
}

extension JSONError: Reportable {
    package var report: Report { Report(.jsonInvalid, message) }

    /// One line without control characters: `line 3, column 5, in /rules/0: duplicate key "id"`.
    package var message: String {
        var place: [String] = []
        if line > 0 { place.append("line \(line), column \(column)") }
        if !pointer.isEmpty { place.append("in \(Self.printable(pointer))") }
        return place.isEmpty ? kind.sentence : place.joined(separator: ", ") + ": " + kind.sentence
    }

    /// Keys come from strangers and go to a terminal: format and control characters become `\u{…}`, and length has an end.
    static func printable(_ text: String) -> String {
        var shown = ""
        for (count, scalar) in text.unicodeScalars.enumerated() {
            guard count < 120 else { return shown + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            default:
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}

extension JSONError.Kind {
    /// Without the place.
    package var sentence: String {
        switch self {
        case .unexpectedCharacter: "unexpected character"
        case .unexpectedEnd: "the text ends too early"
        case .trailingBytes: "more text after the value"
        case .duplicateKey(let key): "duplicate key \"\(JSONError.printable(key))\""
        case .invalidUTF8: "not UTF-8"
        case .loneSurrogate: "half of a surrogate pair"
        case .invalidEscape: "unknown escape sequence"
        case .controlCharacter: "control character in a string"
        case .byteOrderMark: "byte order mark at the start"
        case .invalidNumber: "malformed number"
        case .numberOutOfProfile: "number that cannot be kept exactly; write an integer of at most 2^53-1, or a string"
        case .tooDeep: "nested deeper than \(JSONReader.depthLimit) levels"
        case .notCanonical: "not in canonical form (RFC 8785)"
        }
    }
}
