import ExhibitJSON

/// The proof table: a line for each claim, a column for each way of knowing it.
struct PageClaims {
    private let run: JSONObject
    private let id: String

    private static let levels = ["requested", "sent", "echoed", "observed", "attested"]

    init(_ run: JSONObject, id: String) {
        self.run = run
        self.id = id
    }

    var markup: Markup {
        tag("section", .labelledBy("\(id)-claims")) {
            tag("h3", .id("\(id)-claims"), text: "What is known, and how")
            tag("div", .classes("scroll")) {
                tag("table", .classes("claims")) {
                    head
                    tag("tbody") { for claim in run["claims"]?.array ?? [] { row(claim) } }
                }
            }
            if !isAttested { tag("p", .classes("none"), text: "Signed by someone else: nothing.") }
        }
    }

    private var isAttested: Bool { (run["claims"]?.array ?? []).contains { $0["attested"] != nil } }

    /// A column that says nothing anywhere is one line below the table.
    private var shown: [String] { Self.levels.filter { $0 != "attested" || isAttested } }

    private var head: Markup {
        tag("thead") {
            tag("tr") {
                tag("th", Attribute("scope", "col"), text: "claim")
                for level in shown {
                    tag("th", Attribute("scope", "col")) {
                        level
                        tag("small", text: " \(PageWords.level(level))")
                    }
                }
            }
        }
    }

    private func row(_ claim: JSONValue) -> Markup {
        tag("tr") {
            tag("th", Attribute("scope", "row"), text: claim["label"]?.string ?? "")
            for level in shown { cell(claim, claim[level]) }
        }
    }

    private func cell(_ claim: JSONValue, _ known: JSONValue?) -> Markup {
        guard let known else { return tag("td", .classes("none"), text: "–") }
        return tag("td") {
            if claim["claim"]?.string == "sha256" {
                PageParts.digest(known["value"]?.string, claim["label"]?.string ?? "SHA-256")
            } else {
                PageParts.foreign(PageWords.value(known["value"]))
            }
            " "
            PageParts.entry(known["entry"]?.int)
        }
    }
}
