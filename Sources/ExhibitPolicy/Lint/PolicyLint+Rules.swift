import ExhibitJSON

extension PolicyLint {
    /// Guards whose doing no rule looks at, and two of one id.
    func guards() -> [LintFinding] {
        var found: [LintFinding] = []
        for (index, sentence) in policy.guards.enumerated() {
            let place = ["prepare", String(index), "id"]
            if policy.guards[..<index].contains(where: { $0.id == sentence.id }) {
                found.append(finding(.duplicate, "a guard \(quoted(sentence.id)) is there already", place))
            }
            guard !policy.rules.contains(where: { $0.id == sentence.id }) else { continue }
            let guess = Nearest.to(sentence.id, among: policy.rules.map(\.id)).map { "; did you mean \(quoted($0))?" }
            let message = "no rule \(quoted(sentence.id)) says what a prompt that was sent untouched means"
            found.append(finding(.guardWithoutRule, message + (guess ?? ""), place))
        }
        return found
    }

    /// Words in braces that ``Wording`` does not know.
    func messages() -> [LintFinding] {
        let known = ["actual", "expected", "path"]
        return policy.rules.enumerated().flatMap { index, rule in
            Self.placeholders(rule.message ?? "").filter { !known.contains($0) }.map { word in
                let guess = Nearest.to(word, among: known).map { "; did you mean \"{\($0)}\"?" } ?? ""
                return finding(
                    .placeholder,
                    "\(quoted("{\(word)}")) is never filled in\(guess)",
                    ["rules", String(index), "message"]
                )
            }
        }
    }

    private static func placeholders(_ message: String) -> [String] {
        message.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    /// Waivers that could not be signed, and those that would change nothing.
    func waivers() -> [LintFinding] {
        let ids = (document["waivable"]?.array ?? []).compactMap(\.string)
        return ids.enumerated().flatMap { index, id in
            let place = ["waivable", String(index)]
            var found: [LintFinding] = []
            if ids[..<index].contains(id) {
                found.append(finding(.duplicate, "\(quoted(id)) is there already", place))
            }
            if policy.reviewers.isEmpty {
                let message = "nobody may waive \(quoted(id)): the policy names no reviewers"
                found.append(finding(.unreachableWaiver, message, place))
            }
            let isOnlyShown = policy.rules.contains { $0.id == id && $0.severity == .warn }
            if isOnlyShown, !warningsCount {
                let message = "a waiver of \(quoted(id)) changes nothing: its warning never decides a verdict"
                found.append(finding(.unreachableWaiver, message, place))
            }
            return found
        }
    }

    /// Whether so many warnings can fail that a review is needed.
    private var warningsCount: Bool {
        guard let maxWarn = policy.maxWarn else { return false }
        return policy.rules.count { $0.severity == .warn } > maxWarn
    }

    func coverage() -> [LintFinding] {
        policy.coverage().enumerated().flatMap { index, rule -> [LintFinding] in
            guard rule.severity == .error else { return [] }
            var missing: [String] = []
            if !rule.hasPassingTest { missing.append("pass") }
            if !rule.hasFailingTest { missing.append("fail") }
            return missing.map { outcome in
                let message = "no test expects the error rule \(quoted(rule.id)) to \(outcome)"
                return finding(.coverage, message, ["rules", String(index), "id"])
            }
        }
    }

    func tests() -> [LintFinding] {
        policy.runTests().enumerated().flatMap { index, test in
            var found = test.mismatches.map { mismatch in
                finding(
                    .test,
                    "\(mismatch.subject) is \(mismatch.actual), the test expects \(mismatch.expected)",
                    ["tests", String(index), mismatch.subject == "verdict" ? "verdict" : "expect"]
                )
            }
            if policy.tests[..<index].contains(where: { $0.name == test.name }) {
                found.append(
                    finding(
                        .duplicate,
                        "a test \(quoted(test.name)) is there already",
                        ["tests", String(index), "name"]
                    )
                )
            }
            return found
        }
    }
}
