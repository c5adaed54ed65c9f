/// The rows of one command, and how words fill them.
struct Table<Options: Sendable>: Sendable {
    enum Reading {
        case help(all: Bool)
        case options(Options, given: Set<String>)
    }

    private let initial: Options
    private let readers: [Parameter<Options>.Reader]
    private let refusals: [String: Refusal]
    private let notes: [@Sendable (inout Options, Set<String>) -> Void]
    private let rows: [String: Int]
    private let arguments: [Int]
    let descriptions: [ParameterDescription]

    /// Traps on a table that no command line could fill unambiguously: that is our mistake, not the user's.
    init(_ initial: Options, _ parameters: [Parameter<Options>]) {
        var readers: [Parameter<Options>.Reader] = []
        var refusals: [String: Refusal] = [:]
        var notes: [@Sendable (inout Options, Set<String>) -> Void] = []
        for parameter in parameters {
            switch parameter.work {
            case .reads(let reader): readers.append(reader)
            case .refuses(let refusal): for spelling in refusal.spellings { refusals[spelling] = refusal }
            case .notes(let note): notes.append(note)
            }
        }
        var rows: [String: Int] = [:]
        for (row, reader) in readers.enumerated() {
            for spelling in reader.facts.spellings {
                let isFree = rows.updateValue(row, forKey: spelling) == nil && refusals[spelling] == nil
                precondition(isFree && !Token.isHelp(spelling), "two rows are called \(spelling)")
            }
        }
        let arguments = readers.indices.filter { readers[$0].facts.kind == .argument }
        precondition(
            !arguments.dropLast().contains { readers[$0].facts.repeatable },
            "only the last argument may repeat"
        )
        self.initial = initial
        self.readers = readers
        self.refusals = refusals
        self.notes = notes
        self.rows = rows
        self.arguments = arguments
        descriptions = readers.map { reader in
            var facts = reader.facts
            facts.defaultValue = reader.initial(initial)
            return facts
        }
    }

    func read(_ words: [String], _ usage: Usage) throws(UsageError) -> Reading {
        let tokens = Token.split(words, rows: rows) { readers[$0].facts.takesValue }
        for token in tokens {
            if case .help(let all) = token { return .help(all: all) }
        }
        var options = initial
        var filled: [Int: String] = [:]
        var waiting = arguments[...]
        for token in tokens {
            switch token {
            case .help: break
            case .unknown(let spelling): throw unknown(spelling, usage)
            case .known(let row, let spelling, let value, let attached):
                try check(row, spelling, value, attached, filled[row], usage)
                try store(value ?? "", in: row, as: spelling, &options, usage)
                filled[row] = spelling
            case .word(let word):
                guard let row = waiting.first else { throw usage.unexpected(word) }
                if !readers[row].facts.repeatable { waiting.removeFirst() }
                try store(word, in: row, as: readers[row].facts.spelling, &options, usage)
                filled[row] = readers[row].facts.spelling
            }
        }
        for row in readers.indices where readers[row].facts.required && filled[row] == nil {
            throw usage.missing(readers[row].facts)
        }
        let given = Set(filled.keys.map { readers[$0].facts.name })
        for note in notes { note(&options, given) }
        return .options(options, given: given)
    }

    private func check(
        _ row: Int,
        _ spelling: String,
        _ value: String?,
        _ attached: Bool,
        _ earlier: String?,
        _ usage: Usage
    ) throws(UsageError) {
        let facts = readers[row].facts
        if !facts.takesValue, attached { throw usage.needlessValue(spelling) }
        guard facts.takesValue else { return }
        if value == nil { throw usage.missingValue(facts, spelling) }
        if let earlier, !facts.repeatable { throw usage.repeated(spelling, earlier) }
    }

    private func store(
        _ word: String,
        in row: Int,
        as spelling: String,
        _ options: inout Options,
        _ usage: Usage
    ) throws(UsageError) {
        let reader = readers[row]
        guard reader.store(&options, word) else {
            throw usage.badValue(word, spelling, reader.facts, form: reader.form)
        }
    }

    private func unknown(_ spelling: String, _ usage: Usage) -> UsageError {
        if let refusal = refusals[spelling] {
            return usage.error("\(spelling) is refused: \(refusal.message)", refusal.hint)
        }
        return usage.unknownFlag(spelling, among: descriptions)
    }
}
