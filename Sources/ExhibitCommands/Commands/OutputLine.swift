import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// One output of a run as `runs show` tells it: what it is, how large or long, and its digest.
enum OutputLine {
    static func of(_ output: JSONValue) -> String {
        let facts = [size(output), duration(output), frames(output), tracks(output), sound(output)].compactMap(\.self)
        let digest = "sha256:\(output["sha256"]?.string ?? "")"
        return kind(output).padded(10) + ([digest] + facts).joined(separator: " · ")
    }

    private static func kind(_ output: JSONValue) -> String {
        switch output["media_type"]?.string?.prefix(while: { $0 != "/" }) {
        case "image": "picture"
        case "video": "video"
        case "audio": "sound"
        default: "output"
        }
    }

    private static func size(_ output: JSONValue) -> String? {
        guard let width = output["width"]?.int, let height = output["height"]?.int else { return nil }
        return "\(width)x\(height)"
    }

    private static func duration(_ output: JSONValue) -> String? {
        output["duration_ms"]?.int.map { "\(ClosingLines.seconds($0)) s" }
    }

    /// One frame is what every picture has.
    private static func frames(_ output: JSONValue) -> String? {
        output["frames"]?.int.flatMap { $0 > 1 ? "\($0) frames" : nil }
    }

    private static func tracks(_ output: JSONValue) -> String? {
        guard let tracks = output["tracks"]?.array?.compactMap(\.string), !tracks.isEmpty else { return nil }
        return "tracks: " + tracks.joined(separator: ", ")
    }

    private static func sound(_ output: JSONValue) -> String? {
        guard let sound = output["sound"], let rate = sound["sample_rate"]?.int else { return nil }
        let channels = sound["channels"]?.int.map { ", \($0) channel\($0 == 1 ? "" : "s")" } ?? ""
        return "\(rate) Hz\(channels)"
    }
}
