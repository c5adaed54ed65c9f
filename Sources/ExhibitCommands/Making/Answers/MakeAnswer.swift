import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// How a finished run is told.
enum MakeAnswer {
    static func of(_ result: RunResult, _ options: DeliveryOptions, _ environment: Environment) -> Answer {
        var answer = of(result)
        if let link = MarkdownLink.of(result, options, environment) { answer.lines.append(link) }
        return answer
    }

    static func of(_ result: RunResult) -> Answer {
        var answer = Answer(result: .object(result.object), report: result.outcome.report)
        answer.quietLines = result.outcome.report == nil ? result.firstPath.map { [$0] } ?? [] : []
        // A run without a picture is told by its error alone.
        answer.lines = result.replay.outputs.isEmpty ? [] : result.closingLines
        return answer
    }
}
