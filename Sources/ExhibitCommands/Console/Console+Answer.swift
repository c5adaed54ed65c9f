import ExhibitJSON
import ExhibitModel

extension Console {
    /// Says `answer` as `options` ask, and returns the exit status.
    func say(_ answer: Answer, command: String, _ options: OutputOptions) -> Int32 {
        if options.isMachine {
            out(JSONText.compact(Envelope.of(command: command, answer)) + "\n")
        } else {
            let lines = options.quiet ? answer.quietLines : answer.lines
            if !lines.isEmpty { out(lines.map { paint($0, options) + "\n" }.joined()) }
            if let report = answer.report { error(Self.text(report)) }
            if !options.quiet, answer.report == nil, !answer.next.isEmpty {
                out("next: " + answer.next.joined(separator: " · ") + "\n")
            }
        }
        return answer.report?.exit.rawValue ?? 0
    }

    static func text(_ report: Report) -> String {
        "error[\(report.code.rawValue)]: \(report.message)\nhint: \(report.hint)\n"
    }

    /// Colours the verdict words that begin a line.
    private func paint(_ line: String, _ options: OutputOptions) -> String {
        guard colours(options.colour) else { return line }
        for (word, code) in [
            ("accepted", "32"), ("rejected", "31"), ("needs review", "33"), ("finding", "31"), ("unchanged", "32"),
            ("approved", "32"), ("denied", "31"), ("  waived", "31"), ("waiver", "31"),
        ]
        where line.hasPrefix(word) {
            return "\u{1B}[\(code)m\(word)\u{1B}[0m\(line.dropFirst(word.count))"
        }
        return line
    }
}
