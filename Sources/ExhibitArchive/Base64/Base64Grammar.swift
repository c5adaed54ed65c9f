/// What may come next in a run of base64: one alphabet, one way to write slashes, lines of one length.
///
/// Whatever it takes can be spelled again from the bytes and the ``Base64Shape`` alone.
struct Base64Grammar {
    enum Step: Equatable {
        /// A character of this value; its last byte.
        case character(UInt8)
        /// A byte of an escape or a line break.
        case part
        case padding
        /// The byte does not belong to the run.
        case end
    }

    /// A run with fewer characters stays text.
    static let shortestRun = 1024
    static let shortestLine = 16

    private var isURL: Bool?
    private var escapesSlashes: Bool?
    private(set) var wrap = 0
    private var newline = Base64Shape.Newline.none
    /// Characters in the current line.
    private(set) var column = 0
    private(set) var characters = 0
    /// The first byte of an escape or of CR LF, when the second is to come.
    private(set) var half: UInt8?
    /// Whether a line break came that no character has followed.
    private(set) var isBroken = false

    var shape: Base64Shape {
        Base64Shape(
            usesURLAlphabet: isURL ?? false,
            escapesSlashes: escapesSlashes ?? false,
            wrap: wrap,
            newline: newline
        )
    }

    /// Whether whole groups may be decoded without asking about each byte.
    var isPlain: Bool { half == nil && !isBroken }

    /// How many characters may follow on this line.
    var room: Int { wrap == 0 ? .max : wrap - column }

    var isLineFull: Bool { room == 0 && !isBroken }

    var alphabet: Base64Alphabet {
        switch (isURL, escapesSlashes) {
        case (nil, _): .plain
        case (true?, _): .url
        case (false?, false?): .standard
        case (false?, _): .standardWithoutSlash
        }
    }

    /// Counts characters that were decoded in groups.
    mutating func advance(_ count: Int) {
        characters += count
        column += count
    }

    mutating func accept(_ byte: UInt8) -> Step {
        if let first = half { return acceptSecond(byte, after: first) }
        switch byte {
        case UInt8(ascii: "+"), UInt8(ascii: "-"): return special(62, isURL: byte == UInt8(ascii: "-"))
        case UInt8(ascii: "_"): return special(63, isURL: true)
        case UInt8(ascii: "/"):
            guard escapesSlashes != true else { return .end }
            let step = special(63, isURL: false)
            if step != .end { escapesSlashes = false }
            return step
        case UInt8(ascii: "\\"), 0x0D:
            half = byte
            return .part
        case 0x0A: return lineBreak(.lf)
        case UInt8(ascii: "="): return isBroken ? .end : .padding
        default:
            let value = Base64Alphabet.plain.values[Int(byte)]
            return value == Base64Alphabet.invalid ? .end : character(value)
        }
    }

    private mutating func acceptSecond(_ byte: UInt8, after first: UInt8) -> Step {
        switch (first, byte) {
        case (UInt8(ascii: "\\"), UInt8(ascii: "/")):
            guard escapesSlashes != false else { return .end }
            let step = special(63, isURL: false)
            guard step != .end else { return .end }
            escapesSlashes = true
            half = nil
            return step
        case (UInt8(ascii: "\\"), UInt8(ascii: "n")): return lineBreak(.escaped)
        case (0x0D, 0x0A): return lineBreak(.crlf)
        default: return .end
        }
    }

    private mutating func special(_ value: UInt8, isURL wanted: Bool) -> Step {
        guard isURL == nil || isURL == wanted else { return .end }
        let step = character(value)
        if step != .end { isURL = wanted }
        return step
    }

    private mutating func character(_ value: UInt8) -> Step {
        if isBroken {
            column = 0
            isBroken = false
        }
        guard room > 0 else { return .end }
        advance(1)
        return .character(value)
    }

    private mutating func lineBreak(_ kind: Base64Shape.Newline) -> Step {
        if wrap == 0 {
            guard !isBroken, column >= Self.shortestLine, column < Self.shortestRun else { return .end }
            (wrap, newline) = (column, kind)
        } else {
            guard isLineFull, newline == kind else { return .end }
        }
        half = nil
        isBroken = true
        return .part
    }
}
