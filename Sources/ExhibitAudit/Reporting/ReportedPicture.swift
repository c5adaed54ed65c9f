import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// A file that a run's record names: what went in, what came out, what was made of it.
struct ReportedPicture {
    /// `input`, `mask`, `output`, `composited`, `fitted`, `heatmap`, `canvas`, `derived`, `source`.
    let role: String
    let sha256: String
    let entry: Entry
    /// Told for an input by the intent.
    let facts: JSONObject

    var isPicture: Bool { facts["media_type"]?.string?.hasPrefix("image/") ?? false }

    /// More than a page can show side by side.
    static let limit = 12

    /// In the order in which they are read: inputs, masks, outputs, what was made of them.
    static func of(_ run: RunReplay) -> [ReportedPicture] {
        let inputs = (run.intent["inputs"]?.array ?? []).compactMap { input -> ReportedPicture? in
            guard let facts = input.object, facts["role"] != "mask" else { return nil }
            return ReportedPicture("input", run.intentEntry, facts)
        }
        let sources = run.sources.compactMap { ReportedPicture("source", $0, $0.body) }
        let outputs = run.outputs.compactMap { ReportedPicture("output", $0, $0.body) }
        let derived = run.derived.compactMap { entry -> ReportedPicture? in
            // The form in which a mask is sent shows nothing that the canonical one does not.
            guard entry.body["op"]?.string?.hasPrefix("mask.transparent") != true else { return nil }
            return ReportedPicture(entry.body["role"]?.string ?? "derived", entry, entry.body)
        }
        let before = derived.filter { ["mask", "canvas"].contains($0.role) }
        let after = derived.filter { !["mask", "canvas", "thumbnail"].contains($0.role) }
        return sources + inputs + before + outputs + after
    }

    private init?(_ role: String, _ entry: Entry, _ facts: JSONObject) {
        guard let sha256 = facts["sha256"]?.string else { return nil }
        self.role = role
        self.sha256 = sha256
        self.entry = entry
        self.facts = facts
    }

    func object(_ view: PictureView, fileName: JSONValue?, thumbnailSHA256: ([UInt8]) -> String) -> JSONObject {
        var object = JSONObject([
            ("role", .string(role)), ("sha256", .string(sha256)), ("entry", .number(JSONNumber(entry.seq))),
            ("view", .string(view.word)),
        ])
        for key in ["n", "bytes", "media_type", "width", "height", "duration_ms", "frames", "op", "derivation"] {
            object[key] = facts[key]
        }
        object["simulated"] = facts["simulated"]
        object["measures"] = facts["measures"]
        object["file_name"] = fileName
        if case .shown(let png, let size) = view {
            object["thumbnail"] = [
                "width": .int(size.width), "height": .int(size.height), "bytes": .int(png.count),
                "sha256": .string(thumbnailSHA256(png)),
            ]
        }
        return object
    }
}
