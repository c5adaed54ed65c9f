import ExhibitModel

extension AuditReport {
    /// The report for people: what holds or does not, then what nobody can tell from it.
    package var lines: [String] {
        var lines = findings.prefix(100).map { "finding    \($0.line)  [\($0.id)]" }
        if findingCount > lines.count {
            lines.append(
                "           … and \(findingCount - lines.count) more findings (--json lists \(findings.count))"
            )
        }
        lines.append(isIntact ? "unchanged  \(summary)" : "otherwise  unchanged: \(summary)")
        lines += block("dated", dated.prefix(5).map(\.line))
        lines += block("note", notes.map(\.message))
        lines += block("skipped", notChecked)
        lines += block("not shown", notShown)
        return lines.map(Self.printable)
    }

    /// Names and reasons of a stranger's bundle are shown on a terminal: none of them may begin a line, or steer it.
    private static func printable(_ line: String) -> String {
        String(
            String.UnicodeScalarView(
                line.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: "\u{FFFD}"
                    default: scalar
                    }
                }
            )
        )
    }

    private func block(_ word: String, _ texts: [String]) -> [String] {
        texts.enumerated().map { index, text in
            let head = index == 0 ? word : ""
            return head + String(repeating: " ", count: max(1, 11 - head.count)) + text
        }
    }

    private var summary: String {
        var parts = [Self.counted(counts[.entries], "entry", "entries")]
        if counts[.picturesRead] > 0 || counts[.pictures] > 0 {
            let read = counts[.picturesRead]
            parts.append(
                read == counts[.pictures]
                    ? "\(Self.counted(read, "picture", "pictures")) re-read"
                    : "\(read) of \(Self.counted(counts[.pictures], "picture", "pictures")) re-read"
            )
        }
        if counts[.derivedAgain] > 0 {
            parts.append("\(Self.counted(counts[.derivedAgain], "derived file", "derived files")) made again alike")
        }
        if counts[.verdicts] > 0 {
            parts.append("\(Self.counted(counts[.verdicts], "verdict", "verdicts")) judged again with the same outcome")
        }
        if counts[.reviews] > 0 { parts.append("\(Self.counted(counts[.reviews], "review", "reviews")) signed") }
        if counts[.waivers] > 0 { parts.append("\(Self.counted(counts[.waivers], "waiver", "waivers")) signed") }
        if counts[.proofs] > 0 { parts.append(Self.counted(counts[.proofs], "proof", "proofs")) }
        if counts[.attestations] > 0 {
            parts.append(Self.counted(counts[.attestations], "signed statement", "signed statements"))
        }
        parts.append("\(Self.counted(counts[.checkpoints], "checkpoint", "checkpoints")) signed")
        return parts.joined(separator: " · ")
    }

    /// `entry 7`, or `entries 0–61`.
    static func entries(_ first: Int, _ last: Int) -> String {
        first == last && first > 0 ? "entry \(first)" : "entries \(first)–\(last)"
    }

    static func counted(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }
}
