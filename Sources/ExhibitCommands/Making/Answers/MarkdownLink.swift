import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// A delivered file as Markdown shows it: `![task](file://…)` for a picture, a link for video and sound.
enum MarkdownLink {
    /// Nil when it was not asked for, or nothing was delivered.
    static func of(_ result: RunResult, _ options: DeliveryOptions, _ environment: Environment) -> String? {
        guard options.markdown || options.markdownFrom != nil, let path = result.firstPath else { return nil }
        let label = "[\(result.replay.task.replacing("]", with: "\\]"))]"
        let isPicture = result.object["outputs"]?[0]?["media_type"]?.string?.hasPrefix("image/") ?? true
        let target: String
        if let document = options.markdownFrom {
            target = escaped(relative(path, from: RegularFile.folder(of: environment.absolute(document))))
        } else {
            target = "file://" + escaped(path)
        }
        return (isPicture ? "!" : "") + "\(label)(\(target))"
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
