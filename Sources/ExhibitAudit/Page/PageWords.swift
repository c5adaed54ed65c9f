import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// How the words of a document are shown to people.
enum PageWords {
    /// `needs_review` as `needs review`.
    static func plain(_ word: String) -> String { word.replacing("_", with: " ") }

    static func outcome(_ word: String) -> String {
        word == "accepted_simulated" ? "accepted, simulated" : plain(word)
    }

    /// A sign before a word, so that no state is told by colour alone.
    static func sign(_ word: String) -> String {
        switch tone(word) {
        case "good": "✓"
        case "bad": "✗"
        case "wait": "?"
        default: "–"
        }
    }

    static func tone(_ word: String) -> String {
        switch word {
        case "accepted", "approved", "pass", "unchanged": "good"
        case "rejected", "denied", "failed", "fail", "error", "broken", "unknown_outcome", "timed_out", "waived": "bad"
        case "needs_review", "waiting", "indeterminate", "accepted_simulated", "not_judged", "not_evaluated",
            "simulated",
            "warn", "review":
            "wait"
        default: "plain"
        }
    }

    static func value(_ value: JSONValue?) -> String {
        guard let value, !value.isNull else { return "–" }
        if let flag = value.bool { return flag ? "yes" : "no" }
        if let number = value.int { return number > 999 ? ClosingLines.grouped(number) : String(number) }
        return value.string ?? JSONText.compact(value)
    }

    /// What the levels are called (first-ten-minutes.md).
    static func level(_ level: String?) -> String {
        switch level {
        case "requested": "we asked for it"
        case "sent": "we sent it"
        case "echoed": "the server said it"
        case "observed": "measured"
        case "attested": "signed by someone else"
        default: "–"
        }
    }

    static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(ClosingLines.grouped(number)) \(number == 1 ? one : many)"
    }

    /// `2026-11-21 06:56:17.123 UTC`.
    static func time(_ text: String?) -> String {
        guard let text, text.utf8.count == 24 else { return text ?? "–" }
        return text.replacing("T", with: " ").replacing("Z", with: " UTC")
    }

    static func short(_ run: String?) -> String { String(run?.suffix(8) ?? "") }

    static func anchor(run: String?) -> String { "run-\(run ?? "")" }

    static func anchor(entry: Int) -> String { "entry-\(entry)" }
}
