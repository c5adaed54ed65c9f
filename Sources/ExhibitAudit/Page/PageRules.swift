import ExhibitJSON

/// Each policy that has judged the run, each of its rules, and why.
struct PageRules {
    private let run: JSONObject
    private let id: String
    /// A fact that holds is told in short; the document has all of it.
    private static let passLimit = 90

    init(_ run: JSONObject, id: String) {
        self.run = run
        self.id = id
    }

    var markup: Markup {
        tag("section", .labelledBy("\(id)-rules")) {
            tag("h3", .id("\(id)-rules"), text: "How it was judged")
            if verdicts.isEmpty { tag("p", .classes("none"), text: "No policy has judged this run.") }
            for verdict in verdicts { policy(verdict) }
        }
    }

    private var verdicts: [JSONValue] { run["verdicts"]?.array ?? [] }

    private func policy(_ verdict: JSONValue) -> Markup {
        let word = verdict["verdict"]?.string ?? "unknown"
        return tag("div", .classes("policy")) {
            tag("h4") {
                verdict["policy"]?.string ?? "a policy"
                " "
                PageParts.chip(word)
                " "
                PageParts.entry(verdict["entry"]?.int)
            }
            if verdict["adopted_after"]?.bool == true {
                tag("p", .classes("note"), text: "This policy was adopted after the request was made.")
            }
            if let rules = verdict["rules"]?.array {
                tag("div", .classes("scroll")) {
                    tag("table", .classes("rules")) {
                        PageParts.header("result", "rule", "why", "known by")
                        tag("tbody") { for rule in Self.sorted(rules) { row(rule) } }
                    }
                }
            } else {
                tag(
                    "p",
                    .classes("error"),
                    text: "✗ The policy, the facts or the verdict cannot be read from the store."
                )
            }
        }
    }

    /// What does not pass comes first; else in the policy's order.
    private static func sorted(_ rules: [JSONValue]) -> [JSONValue] {
        let ranks = ["fail": 0, "indeterminate": 0, "waived": 1, "pass": 2]
        return rules.enumerated().sorted { left, right in
            (ranks[left.element["result"]?.string ?? ""] ?? 3, left.offset)
                < (ranks[right.element["result"]?.string ?? ""] ?? 3, right.offset)
        }.map(\.element)
    }

    private func row(_ rule: JSONValue) -> Markup {
        let result = rule["result"]?.string ?? "unknown"
        return tag("tr", .classes("result-\(result)")) {
            tag("td") { PageParts.chip(result, Self.word(result, rule["severity"]?.string)) }
            tag("th", Attribute("scope", "row"), text: rule["id"]?.string ?? "")
            tag("td") { PageParts.foreign(Self.reason(rule, result)) }
            tag("td", .classes("level"), text: PageWords.level(rule["level"]?.string))
        }
    }

    /// A failing warning does not reject.
    private static func word(_ result: String, _ severity: String?) -> String {
        guard result == "fail" || result == "indeterminate" else { return PageWords.plain(result) }
        let word = result == "fail" ? "fails" : "cannot tell"
        return severity == "error" ? word : "\(word) (\(severity ?? ""))"
    }

    private static func reason(_ rule: JSONValue, _ result: String) -> String {
        let message = rule["message"]?.string ?? ""
        guard result == "pass" || result == "not_applicable", message.count > passLimit else { return message }
        if let facts = rule["actual"]?.array, let path = rule["path"]?.string {
            return "\(path) holds for \(PageWords.count(facts.count, "element", "elements"))"
        }
        return message.prefix(passLimit) + "…"
    }
}
