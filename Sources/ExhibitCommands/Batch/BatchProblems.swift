import ExhibitJSON
import ExhibitModel
import ExhibitQueue

/// Everything that is wrong with a manifest, as it is told: nothing of it was sent.
enum BatchProblems {
    private static let lineLimit = 20

    static func answer(_ error: ManifestError) -> Answer {
        let problems = error.problems.map { problem -> JSONValue in
            .object(
                JSONObject([
                    ("code", .string(problem.code.rawValue)),
                    ("line", problem.place.map { .int($0.line) } ?? .null),
                    ("column", problem.place.map { .int($0.column) } ?? .null),
                    ("message", .string(problem.message)), ("hint", .string(problem.hint)),
                ])
            )
        }
        var answer = Answer(
            result: ["problems": .array(problems), "count": .int(error.count)],
            report: error.report
        )
        // One problem is told by the error itself.
        if error.count > 1 {
            answer.lines = error.problems.prefix(lineLimit).map(\.sentence)
            if error.count > lineLimit { answer.lines.append("… and \(error.count - lineLimit) more") }
        }
        return answer
    }
}
