import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// How a finished run is told.
enum MakeAnswer {
    static func of(_ result: RunResult, _ options: MakeOptions, _ environment: Environment) -> Answer {
        var answer = of(result)
        if let link = markdown(result, options, environment) { answer.lines.append(link) }
        return answer
    }

    static func of(_ result: RunResult) -> Answer {
        var answer = Answer(result: .object(result.object), report: result.outcome.report)
        answer.quietLines = result.outcome.report == nil ? result.firstPath.map { [$0] } ?? [] : []
        // A run without a picture is told by its error alone.
        answer.lines = result.replay.outputs.isEmpty ? [] : result.closingLines
        return answer
    }

    /// `![task](file://…)`, or relative to the document that it goes into.
    private static func markdown(_ result: RunResult, _ options: MakeOptions, _ environment: Environment) -> String? {
        guard options.markdown || options.markdownFrom != nil, let path = result.firstPath else { return nil }
        let label = result.replay.task.replacing("]", with: "\\]")
        guard let document = options.markdownFrom else { return "![\(label)](file://\(escaped(path)))" }
        let folder = RegularFile.folder(of: environment.absolute(document))
        return "![\(label)](\(escaped(relative(path, from: folder))))"
    }

    private static func relative(_ path: String, from folder: String) -> String {
        let target = components(path)
        let base = components(folder)
        let shared = zip(target, base).prefix { $0 == $1 }.count
        return (Array(repeating: "..", count: base.count - shared) + target.dropFirst(shared)).joined(separator: "/")
    }

    private static func components(_ path: String) -> [String] {
        var parts: [String] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(String(part)) }
        }
        return parts
    }

    /// What would end a Markdown link, or not stand in a URL.
    private static func escaped(_ path: String) -> String {
        path.utf8.map { byte in
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "%"), UInt8(ascii: "#"),
                UInt8(ascii: "?"):
                "%" + String(byte, radix: 16, uppercase: true)
            case 0x80...: "%" + String(byte, radix: 16, uppercase: true)
            default: String(UnicodeScalar(byte))
            }
        }.joined()
    }
}
