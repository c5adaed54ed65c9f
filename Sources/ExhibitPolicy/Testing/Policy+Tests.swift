import ExhibitJSON

extension Policy {
    /// Runs every test of the file, in its order.
    package func runTests() -> [PolicyTestResult] {
        tests.map { test in
            let judgement = judge(test.input, sets: sets.merging(test.sets) { _, replaced in replaced })
            var mismatches = judgement.rules.compactMap { result -> PolicyTestResult.Mismatch? in
                guard let expected = test.expected[result.id], expected != result.result else { return nil }
                return .init(subject: result.id, expected: expected.rawValue, actual: result.result.rawValue)
            }
            if let verdict = test.verdict, verdict != judgement.verdict {
                mismatches.append(
                    .init(subject: "verdict", expected: verdict.rawValue, actual: judgement.verdict.rawValue)
                )
            }
            return PolicyTestResult(name: test.name, mismatches: mismatches)
        }
    }

    /// One line per rule, in the order of the rules; an expectation counts whether or not it is met.
    package func coverage() -> [RuleCoverage] {
        rules.map { rule in
            let outcomes = tests.compactMap { $0.expected[rule.id] }
            return RuleCoverage(
                id: rule.id,
                severity: rule.severity,
                hasPassingTest: outcomes.contains(.pass),
                hasFailingTest: outcomes.contains(.fail)
            )
        }
    }
}
