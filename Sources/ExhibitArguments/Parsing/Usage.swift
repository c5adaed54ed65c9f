/// Where an error happened, and the sentences for it.
struct Usage: Sendable {
    let path: [String]
    private let tellLine: @Sendable () -> String

    /// `line` is put together only for an error that shows it.
    init(path: [String], line: @escaping @autoclosure @Sendable () -> String) {
        self.path = path
        tellLine = line
    }

    /// The usage line of the command, such as `exhibit fetch [REF] [flags]`.
    var line: String { tellLine() }

    var name: String { path.joined(separator: " ") }

    func error(_ message: String, _ hint: String) -> UsageError {
        UsageError(message, hint: hint, path: path)
    }

    func unknownFlag(_ spelling: String, among rows: [ParameterDescription]) -> UsageError {
        let names = rows.filter { !$0.hidden }.flatMap(\.spellings)
        let question = NearestName.question(NearestName.suggestions(for: spelling, among: names))
        let shown = UsageError.quoted(spelling).dropFirst().dropLast()
        return error("unknown flag \(shown)", question ?? "\(name) --help all lists its flags")
    }

    func unexpected(_ word: String) -> UsageError {
        error("unexpected word \(UsageError.quoted(word))", "quote a value that has spaces; usage: \(line)")
    }

    func missing(_ row: ParameterDescription) -> UsageError {
        error("\(row.spelling) is missing", "usage: \(line)")
    }

    func missingValue(_ row: ParameterDescription, _ spelling: String) -> UsageError {
        let value = row.placeholder ?? "VALUE"
        return error(
            "\(spelling) needs a value",
            "write \(spelling) \(value), or \(spelling)=\(value) if it begins with --"
        )
    }

    func needlessValue(_ spelling: String) -> UsageError {
        error("\(spelling) takes no value", "write \(spelling) alone")
    }

    func repeated(_ spelling: String, _ earlier: String) -> UsageError {
        guard spelling != earlier else {
            return error("\(spelling) is given twice", "keep one; only flags that help marks with … may be repeated")
        }
        return error("\(earlier) and \(spelling) are one flag, given twice", "keep one of the two")
    }

    func badValue(_ word: String, _ spelling: String, _ row: ParameterDescription, form: String) -> UsageError {
        let got = UsageError.quoted(word)
        guard !row.choices.isEmpty else {
            return error("\(spelling) must be \(form), not \(got)", "\(row.label): \(row.help)")
        }
        let list = "one of " + row.choices.joined(separator: ", ")
        let question = NearestName.question(NearestName.suggestions(for: word, among: row.choices))
        return error("\(spelling) does not know \(got)", question.map { "\($0) (\(list))" } ?? list)
    }
}
