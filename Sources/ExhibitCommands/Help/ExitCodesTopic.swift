import ExhibitModel

/// `help exit-codes`: what people and agents need to know, then the whole table.
enum ExitCodesTopic {
    /// All that a person or an agent has to tell apart; any other status means: do what the hint says.
    static let brief: [(ExitCode, String)] = [
        (.done, "use it"),
        (.notAcceptable, "made or stopped, but do not use it"),
        (.busy, "try later"),
        (.outcomeUnknown, "ask before trying again: it may have been billed"),
        (.evidenceBroken, "evidence broken"),
    ]

    static var text: String {
        let short = brief.map { row($0, $1) } + ["  else  do what the hint says"]
        let whole = ExitCode.allCases.flatMap { exit in
            // The number stands where the first line's indent would.
            let lines = exit.meaning.wrapped(at: 80, indent: 8)
            return [row(exit, String((lines.first ?? "").dropFirst(8)))] + lines.dropFirst()
        }
        return
            (["For people and agents:"] + short + ["", "All of them:"] + whole
            + [
                "", "With --json, ok is true if and only if the status is 0.",
                "exhibit help errors lists the errors behind each status.",
            ]).joined(separator: "\n")
    }

    private static func row(_ exit: ExitCode, _ text: String) -> String {
        let number = String(exit.rawValue)
        return "  " + String(repeating: " ", count: 4 - number.count) + number + "  " + text
    }
}
