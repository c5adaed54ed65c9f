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

    /// The closing lines, and before the run's own what was made on the way to it.
    private static func lines(_ result: RunResult) -> [String] {
        var lines = result.closingLines
        let place = lines.firstIndex { $0.hasPrefix("run ") } ?? lines.startIndex
        lines.insert(contentsOf: PictureLines.delivered(result.object), at: place)
        return lines
    }

    static func of(_ result: RunResult) -> Answer {
        var answer = Answer(result: .object(result.object), report: result.outcome.report)
        answer.quietLines = result.outcome.report == nil ? result.firstPath.map { [$0] } ?? [] : []
        // A run without a picture is told by its error alone.
        answer.lines = result.replay.outputs.isEmpty ? [] : lines(result)
        return answer
    }
}
