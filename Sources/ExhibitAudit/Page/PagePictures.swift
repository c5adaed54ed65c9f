import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Inputs → output, with what was made of them.
struct PagePictures {
    private let run: JSONObject
    private let views: [String: PictureView]
    private let id: String

    init(_ run: JSONObject, _ views: [String: PictureView], id: String) {
        self.run = run
        self.views = views
        self.id = id
    }

    var markup: Markup {
        tag("section", .classes("pictures"), .labelledBy("\(id)-pictures")) {
            tag("h3", .id("\(id)-pictures"), text: "Inputs → output")
            tag("div", .classes("flow")) {
                prompt
                for (place, picture) in pictures.enumerated() {
                    if startsOutputs(place) {
                        tag("span", .classes("arrow"), Attribute("aria-hidden", "true"), text: "→")
                    }
                    figure(picture)
                }
                if !pictures.contains(where: { $0["role"]?.string == "output" }) {
                    tag("span", .classes("arrow"), Attribute("aria-hidden", "true"), text: "→")
                    tag("p", .classes("none"), text: "no output")
                }
            }
        }
    }

    private var pictures: [JSONValue] { run["pictures"]?.array ?? [] }

    private func startsOutputs(_ place: Int) -> Bool {
        pictures[place]["role"]?.string == "output" && !pictures[..<place].contains { $0["role"]?.string == "output" }
    }

    private var prompt: Markup? {
        guard run["prompt"] != nil else { return nil }
        return tag("div", .classes("asked")) {
            tag("h4", text: "Prompt")
            PageParts.privateValue(run["prompt"])
            if let sent = run["sent_prompt"] {
                tag("h4", text: "Sent as")
                PageParts.privateValue(sent)
            }
        }
    }

    private func figure(_ picture: JSONValue) -> Markup {
        let role = Self.role(picture)
        return tag("figure", .classes(picture["role"]?.string == "output" ? "output" : "other")) {
            view(picture, role)
            tag("figcaption") {
                tag("strong", text: role)
                " "
                PageParts.entry(picture["entry"]?.int)
                tag("span", .classes("line"), text: Self.facts(picture))
                if let name = picture["file_name"]?.string { tag("span", .classes("line")) { PageParts.foreign(name) } }
                if let measures = picture["measures"]?.object, picture["role"]?.string == "heatmap" {
                    tag("span", .classes("line"), text: Self.drift(measures))
                }
                tag("code", .classes("line"), text: "\(picture["sha256"]?.string?.prefix(16) ?? "")…")
            }
        }
    }

    private func view(_ picture: JSONValue, _ role: String) -> Markup {
        if let sha256 = picture["sha256"]?.string, picture["view"]?.string == "shown",
            case .shown(let png, let size)? = views[sha256]
        {
            return tag(
                "img",
                Attribute("src", png: png),
                Attribute("width", String(size.width)),
                Attribute("height", String(size.height)),
                Attribute("alt", "\(role) of run \(PageWords.short(run["run_id"]?.string)), \(Self.facts(picture))")
            )
        }
        return tag("p", .classes("unseen"), text: Self.unseen(picture["view"]?.string))
    }

    private static func unseen(_ view: String?) -> String {
        switch view {
        case "not_a_picture": "not a picture"
        case "changed": "✗ other bytes are in the store than the record says; they are not shown"
        case "missing": "✗ not in the store"
        case "undecodable": "cannot be decoded"
        default: "not shown here: a page shows \(ReportedPicture.limit) files of a run"
        }
    }

    private static func role(_ picture: JSONValue) -> String {
        let number = picture["n"]?.int.map { " \($0)" } ?? ""
        switch picture["role"]?.string {
        case "input": return "input"
        case "source": return "source"
        case "mask": return "mask"
        case "canvas": return "canvas"
        case "output": return "output" + number
        case "composited": return "output\(number), the original put back outside the mask"
        case "fitted": return "output\(number), fitted"
        case "heatmap": return "where output\(number) differs from the input"
        case let other: return PageWords.plain(other ?? "file") + number
        }
    }

    private static func facts(_ picture: JSONValue) -> String {
        var parts: [String] = []
        if let width = picture["width"]?.int, let height = picture["height"]?.int { parts.append("\(width)×\(height)") }
        if let duration = picture["duration_ms"]?.int { parts.append("\(ClosingLines.seconds(duration)) s") }
        if let frames = picture["frames"]?.int, frames > 1 { parts.append("\(frames) frames") }
        if let type = picture["media_type"]?.string { parts.append(type) }
        if let bytes = picture["bytes"]?.int { parts.append("\(ClosingLines.grouped(bytes)) bytes") }
        return parts.joined(separator: ", ")
    }

    private static func drift(_ measures: JSONObject) -> String {
        guard let pixels = measures["outside_changed_px"]?.int else { return "the pictures cannot be compared" }
        return "outside the mask \(PageWords.count(pixels, "pixel", "pixels")) changed"
    }
}
