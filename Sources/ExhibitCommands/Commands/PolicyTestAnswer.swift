import ExhibitJSON
import ExhibitModel
import ExhibitPolicy

/// How a policy's own tests went.
enum PolicyTestAnswer {
    static func of(_ policy: Policy) -> Answer {
        let results = policy.runTests()
        let failed = results.filter { !$0.passed }
        let uncovered = policy.coverage().filter { !$0.isComplete && $0.severity == .error }
        var answer = Answer()
        answer.result = .object(
            JSONObject([
                ("policy", .string(policy.id)), ("tests", .int(results.count)), ("failed", .int(failed.count)),
                ("uncovered_rules", .array(uncovered.map { .string($0.id) })),
                (
                    "results",
                    .array(
                        results.map { result in
                            .object(
                                JSONObject([
                                    ("name", .string(result.name)), ("passed", .bool(result.passed)),
                                    (
                                        "mismatches",
                                        .array(
                                            result.mismatches.map {
                                                .string("\($0.subject): expected \($0.expected), got \($0.actual)")
                                            }
                                        )
                                    ),
                                ])
                            )
                        }
                    )
                ),
            ])
        )
        answer.lines = ["\(policy.id): \(results.count - failed.count) of \(results.count) tests pass"]
        for result in failed {
            for mismatch in result.mismatches {
                answer.lines.append(
                    "  \(result.name): \(mismatch.subject) expected \(mismatch.expected), got \(mismatch.actual)"
                )
            }
        }
        answer.lines += uncovered.map { "  \($0.id) lacks a \($0.hasPassingTest ? "failing" : "passing") test" }
        if !failed.isEmpty { answer.report = Report(.policyTestsFailed, "\(failed.count) tests of \(policy.id) fail") }
        return answer
    }
}
