/// A word, or a flag and its value, before anyone asked what they mean.
enum Token: Equatable {
    /// `attached` is what stood behind an equals sign; `value` the word that belongs to an option.
    case known(row: Int, spelling: String, value: String?, attached: Bool)
    case unknown(spelling: String)
    case word(String)
    case help(all: Bool)

    /// Splits a leaf command's words; cannot fail, so that `--help` is found behind any mistake.
    ///
    /// `rows` says where each spelling stands in the table, `takesValue` whether the word behind that row is its own.
    static func split(_ words: [String], rows: [String: Int], takesValue: (Int) -> Bool) -> [Token] {
        var tokens: [Token] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" { return tokens + rest.map(Token.word) }
            guard isFlag(word) else {
                tokens.append(.word(word))
                continue
            }
            let (spelling, attached) = halves(word)
            if isHelp(spelling) {
                tokens.append(.help(all: (attached ?? rest.first) == "all"))
            } else if let row = rows[spelling] {
                let next = takesValue(row) && attached == nil && rest.first.map(mayBeValue) == true
                let value = next ? rest.popFirst() : attached
                tokens.append(.known(row: row, spelling: spelling, value: value, attached: attached != nil))
            } else {
                tokens.append(.unknown(spelling: spelling))
            }
        }
        return tokens
    }

    static func isHelp(_ spelling: String) -> Bool { spelling == "--help" || spelling == "-h" }

    /// Whether `word` is shaped like a flag: a lone dash, a ruler, a negative number and text with spaces are not.
    static func isFlag(_ word: String) -> Bool {
        let name = halves(word).spelling
        guard word.hasPrefix("-"), !name.contains(where: \.isWhitespace) else { return false }
        let first = name.drop { $0 == "-" }.first
        return word.hasPrefix("--") ? first != nil && !word.hasPrefix("---") : first?.isLetter == true
    }

    /// `--size=auto` is a name and a value.
    static func halves(_ word: String) -> (spelling: String, attached: String?) {
        // By bytes: a combining mark behind the sign would make one character of the two.
        guard let sign = word.utf8.firstIndex(of: UInt8(ascii: "=")) else { return (word, nil) }
        return (String(word[..<sign]), String(word[word.utf8.index(after: sign)...]))
    }

    private static func mayBeValue(_ word: String) -> Bool {
        word != "--" && !(word.hasPrefix("--") && isFlag(word))
    }
}
