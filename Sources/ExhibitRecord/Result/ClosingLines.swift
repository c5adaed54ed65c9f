package import ExhibitJSON
import ExhibitModel
import ExhibitPolicy

/// The lines that end a run on the screen and in stdout.txt: verdict, what it rests on, where it is.
///
/// They show what a reviewer needs (parity D21) in business words.
package enum ClosingLines {
    /// `evidence` are the facts of this moment where more is known now than when the run was judged.
    package static func of(_ run: RunReplay, _ record: ResultRecord, evidence: JSONObject? = nil) -> [String] {
        var lines = ["\(headline(run, record))  \(about(run))"]
        if !run.outputs.isEmpty {
            let evidence = evidence ?? record.deciding?.facts["evidence"]?.object ?? [:]
            lines.append("rests on  \(Self.wording(evidence))")
        }
        let object = record.object
        if let change = MaskFacts.of(run) { lines.append("mask      \(MaskLine.of(change))") }
        if let review = run.review {
            let reason = object["review"]?["reason"]?.string.map { ": \($0)" } ?? ""
            lines.append("review    \(review.words)\(reason)")
        }
        for note in object["notes"]?.array ?? [] {
            lines.append("note      \(note["message"]?.string ?? "")")
        }
        lines.append(
            "run       \(run.run.suffix(8))   \(object["run_dir"]?.string.map { $0 + "/result.json" } ?? "not delivered")"
        )
        for output in object["outputs"]?.array ?? [] {
            lines.append(output["path"]?.string ?? "sha256:\(output["sha256"]?.string ?? "")")
        }
        // What the user gets in place of those stands last.
        for number in run.outputs.indices {
            guard let finished = run.finished(number + 1) else { continue }
            lines.append(record.path(finished) ?? "sha256:\(finished.body["sha256"]?.string ?? "")")
        }
        return lines
    }

    /// The grade in words: a bare grade code says nothing to a person.
    package static func wording(_ evidence: JSONObject) -> String {
        switch evidence["grade"]?.string {
        case "E1": "recorded by this machine; nobody outside has signed it"
        case "E2", "E2h":
            "recorded, and dated by an outside party: it existed between \(evidence["dated_after"]?.string ?? "?") and \(evidence["dated_before"]?.string ?? "?")"
        case "E3": "signed by the provider"
        case "E4": "confirmed by the provider to the reviewer"
        default: "no record of this file"
        }
    }

    private static func headline(_ run: RunReplay, _ record: ResultRecord) -> String {
        guard run.state == .succeeded else { return run.state.rawValue.replacing("_", with: " ") }
        return (record.deciding?.verdict.rawValue ?? "not judged").replacing("_", with: " ")
    }

    /// What was made, by whom, and how large.
    ///
    /// `text2img · happy/gpt-image-2 · 1024x1024 · 1,843,201 bytes · no inputs · 1 attempt, 8.1 s`
    package static func about(_ run: RunReplay) -> String {
        let intent = run.intent
        var parts = [
            intent["mode"]?.string.flatMap(Mode.init(rawValue:))?.businessName ?? "",
            [intent["provider"]?.string ?? "?", intent["model"]?.string].compactMap(\.self).joined(separator: "/"),
        ]
        if let first = run.outputs.first?.body {
            if let width = first["width"]?.int, let height = first["height"]?.int { parts.append("\(width)x\(height)") }
            if let duration = first["duration_ms"]?.int { parts.append("\(seconds(duration)) s long") }
            if run.outputs.count > 1 { parts.append("\(run.outputs.count) pictures") }
            parts.append("\(grouped(run.outputBytes)) bytes")
        }
        let inputs = (intent["inputs"]?.array ?? []).count { $0["role"]?.string != "mask" }
        parts.append(inputs == 0 ? "no inputs" : inputs == 1 ? "1 input" : "\(inputs) inputs")
        let attempts = run.attempts.count
        parts.append("\(attempts) attempt\(attempts == 1 ? "" : "s"), \(seconds(run.elapsedMilliseconds)) s")
        return parts.joined(separator: " · ")
    }

    package static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    package static func seconds(_ milliseconds: Int) -> String {
        let tenths = (milliseconds + 50) / 100
        return "\(tenths / 10).\(tenths % 10)"
    }
}
