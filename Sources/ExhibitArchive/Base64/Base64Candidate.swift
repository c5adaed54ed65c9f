/// Whether text that could be base64 is the start of a run.
enum Base64Candidate: Equatable {
    /// Enough of it is.
    case run
    /// It is so far; at least so many more bytes are needed to know.
    case grows(Int)
    /// It is not; the next place where a run could start.
    case ends(restart: Int)

    /// Bytes that can stand in a run.
    static let isPossible: [Bool] = (0..<256).map { byte in
        let byte = UInt8(byte)
        return Base64Alphabet.standard.values[Int(byte)] != Base64Alphabet.invalid
            || Base64Alphabet.url.values[Int(byte)] != Base64Alphabet.invalid
            || byte == UInt8(ascii: "\\") || byte == 0x0A || byte == 0x0D
    }

    /// Judges the text from `start` to its end; `start` must not lie within an escape.
    static func judge(_ text: [UInt8], from start: Int) -> Base64Candidate {
        var grammar = Base64Grammar()
        var construct = start
        var line = start
        for place in start..<text.count {
            let isNewLine = grammar.isBroken
            if grammar.half == nil {
                construct = place
                if isNewLine { line = place }
            }
            let isLineFull = grammar.isLineFull
            switch grammar.accept(text[place]) {
            case .character:
                if grammar.characters >= Base64Grammar.shortestRun { return .run }
            case .part: break
            case .padding, .end:
                // A line that is longer than the first may be the first of a run of its own.
                if isLineFull, line > start, isPossible[Int(text[place])] { return .ends(restart: line) }
                return construct > start ? .ends(restart: construct) : skip(text, start)
            }
        }
        return .grows(Base64Grammar.shortestRun - grammar.characters)
    }

    /// Past the first character, which no run can start with: past the whole of it, if it is an escape.
    private static func skip(_ text: [UInt8], _ start: Int) -> Base64Candidate {
        guard text[start] == UInt8(ascii: "\\") else { return .ends(restart: start + 1) }
        guard start + 1 < text.count else { return .grows(1) }
        let width = text[start + 1] == UInt8(ascii: "u") ? 6 : 2
        return start + width <= text.count ? .ends(restart: start + width) : .grows(start + width - text.count)
    }
}
