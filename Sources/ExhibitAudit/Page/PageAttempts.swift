import ExhibitJSON
import ExhibitRecord

/// What was sent, what came back, how long it took, what it cost.
struct PageAttempts {
    private let run: JSONObject
    private let id: String

    init(_ run: JSONObject, id: String) {
        self.run = run
        self.id = id
    }

    var markup: Markup {
        tag("section", .labelledBy("\(id)-attempts")) {
            tag("h3", .id("\(id)-attempts"), text: "Attempts, time, cost")
            if attempts.isEmpty { tag("p", .classes("none"), text: "Nothing was sent.") }
            if !attempts.isEmpty {
                tag("div", .classes("scroll")) {
                    tag("table", .classes("attempts")) {
                        PageParts.header("n", "sent", "answer", "timing (ms)", "billed")
                        tag("tbody") { for attempt in attempts { row(attempt) } }
                    }
                }
            }
            tag("p") {
                "From the first entry to the end \(ClosingLines.seconds(run["elapsed_ms"]?.int ?? 0)) s · cost \(cost)"
                if let usage = run["usage"], !usage.isNull {
                    " · usage "
                    tag("code", text: JSONText.compact(usage))
                }
            }
        }
    }

    private var attempts: [JSONValue] { run["attempt_log"]?.array ?? [] }

    private func row(_ attempt: JSONValue) -> Markup {
        let answers = attempt["answers"]?.array ?? []
        return tag("tr") {
            tag("th", Attribute("scope", "row"), text: PageWords.value(attempt["n"]))
            tag("td") {
                tag("span", .classes("line"), text: PageWords.time(attempt["started_at"]?.string))
                tag("span", .classes("line")) {
                    PageParts.foreign(Self.address(attempt))
                    if let bytes = attempt["bytes"]?.int { ", \(PageWords.count(bytes, "byte", "bytes"))" }
                    " "
                    PageParts.entry(attempt["entry"]?.int)
                }
            }
            tag("td") {
                for answer in answers {
                    tag("span", .classes("line")) {
                        Self.answer(answer)
                        " "
                        PageParts.entry(answer["entry"]?.int)
                    }
                }
                failure(attempt["failure"])
                if answers.isEmpty, attempt["failure"] == nil { "no answer" }
            }
            tag("td") { for answer in answers { tag("span", .classes("line"), text: Self.timing(answer["timing"])) } }
            tag("td", text: attempt["billed"]?.string ?? "–")
        }
    }

    private func failure(_ failure: JSONValue?) -> Markup? {
        guard let failure else { return nil }
        return tag("span", .classes("line error")) {
            "✗ \(failure["code"]?.string ?? "failed") in phase \(failure["phase"]?.string ?? "–"): "
            PageParts.foreign(failure["message"]?.string ?? "")
            " "
            PageParts.entry(failure["entry"]?.int)
        }
    }

    private static func address(_ attempt: JSONValue) -> String {
        let place = (attempt["origin"]?.string ?? "") + (attempt["path"]?.string ?? "")
        return "\(attempt["method"]?.string ?? "") \(place)"
    }

    private static func answer(_ answer: JSONValue) -> String {
        let status = answer["status"]?.int.map { "HTTP \($0)" } ?? "read"
        let bytes = answer["raw_bytes"]?.int.map { ", \(PageWords.count($0, "byte", "bytes"))" } ?? ""
        return "\(status) (\(answer["kind"]?.string ?? "–"))\(bytes)"
    }

    private static func timing(_ timing: JSONValue?) -> String {
        let parts = ["connect", "tls", "sent", "first_byte", "total"].compactMap { name in
            timing?[name]?.int.map { "\(PageWords.plain(name)) \($0)" }
        }
        return parts.isEmpty ? "–" : parts.joined(separator: ", ")
    }

    private var cost: String {
        guard let amount = run["cost"]?["amount"]?.string else { return "not known" }
        return "\(amount) \(run["cost"]?["currency"]?.string ?? "") (\(run["cost"]?["source"]?.string ?? "–"))"
    }
}
