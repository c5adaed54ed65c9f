import ExhibitJSON

/// One run: what became of it, its pictures, what is known and how, and where it stands in the record.
struct PageRun {
    private let run: JSONObject
    private let views: [String: PictureView]
    private let id: String

    init(_ run: JSONObject, _ views: [String: PictureView]) {
        self.run = run
        self.views = views
        id = PageWords.anchor(run: run["run_id"]?.string)
    }

    static func name(_ run: JSONObject) -> String {
        let task = run["task_name"]?.string ?? ""
        return task.isEmpty ? "run \(PageWords.short(run["run_id"]?.string))" : task
    }

    static func outcome(_ run: JSONObject) -> String { run["outcome"]?.string ?? "unknown" }

    /// What the buttons above choose by.
    static func words(_ run: JSONObject) -> String {
        let review = run["reviews"]?["word"]?.string ?? "none"
        return review == "none" ? outcome(run) : "\(outcome(run)) \(review)"
    }

    var markup: Markup {
        tag(
            "article",
            .id(id),
            .classes("run"),
            Attribute("data-words", Self.words(run)),
            Attribute("tabindex", "-1"),
            .labelledBy("\(id)-head")
        ) {
            header
            findings
            waivers
            PagePictures(run, views, id: id).markup
            tag("div", .classes("columns")) {
                tag("div", .classes("column")) {
                    PageClaims(run, id: id).markup
                    PageAttempts(run, id: id).markup
                }
                tag("div", .classes("column")) {
                    PageRules(run, id: id).markup
                    PageRecord(run, id: id).markup
                }
            }
        }
    }

    private var header: Markup {
        let outcome = Self.outcome(run)
        let review = run["reviews"]?["word"]?.string ?? "none"
        return tag("header") {
            tag("h2", .id("\(id)-head")) { PageParts.foreign(Self.name(run)) }
            tag("p", .classes("chips")) {
                PageParts.chip(outcome, PageWords.outcome(outcome))
                " "
                if run["state"]?.string == "succeeded" { tag("span", .classes("state"), text: "succeeded") }
                " "
                if review != "none" { PageParts.chip(review, review == "waiting" ? "waiting for a reviewer" : review) }
                " "
                if run["simulated"]?.bool == true, outcome != "accepted_simulated" { PageParts.chip("simulated") }
            }
            tag("p", .classes("about")) { PageParts.foreign(run["about"]?.string ?? "") }
            tag("p", .classes("when")) {
                tag("code", text: run["run_id"]?.string ?? "")
                " · \(PageWords.time(run["started_at"]?.string))"
            }
            grade
            if let error = run["error"] {
                tag("p", .classes("error")) {
                    tag("strong", text: error["code"]?.string ?? "")
                    ": "
                    PageParts.foreign(error["message"]?.string ?? "")
                }
            }
            for note in run["notes"]?.array ?? [] {
                tag("p", .classes("note")) {
                    "Note: "
                    PageParts.foreign(note["message"]?.string ?? "")
                }
            }
            decisions
        }
    }

    /// The wording first: a bare code says nothing to a person.
    private var grade: Markup {
        let grade = run["grade"]
        return tag("p", .classes("rests")) {
            tag("span", .classes("lead"), text: "Rests on ")
            tag("strong", text: "“\(grade?["wording"]?.string ?? "no evidence")”")
            if let limit = grade?["limit"]?.string { "; \(limit)" }
            tag("span", .classes("code"), text: " (\(grade?["code"]?.string ?? "E0"))")
            if let lowered = grade?["lowered"]?.string { tag("span", .classes("lowered"), text: " \(lowered)") }
        }
    }

    private var findings: Markup? {
        let findings = run["findings"]?.array ?? []
        guard !findings.isEmpty else { return nil }
        return tag("section", .classes("alarm"), .label("What the audit found in this run")) {
            tag("h3", text: "The audit found")
            tag("ul") {
                for finding in findings {
                    tag("li") {
                        finding["message"]?.string ?? ""
                        " "
                        PageParts.entry(finding["entry"]?.int)
                    }
                }
            }
        }
    }

    private var waivers: Markup? {
        let waivers = run["waivers"]?.array ?? []
        guard !waivers.isEmpty else { return nil }
        return tag("section", .classes("alarm waivers"), .label("Rules that were set aside")) {
            tag("h3", text: "Rules set aside by a reviewer")
            tag("ul") {
                for waiver in waivers {
                    tag("li") {
                        tag("strong", text: waiver["rule"]?.string ?? "a rule")
                        " of \(waiver["policy_id"]?.string ?? "a policy"), until \(waiver["expires"]?.string ?? "–")"
                        if waiver["expired"]?.bool == true { tag("strong", text: " (expired)") }
                        ", key "
                        PageParts.digest(waiver["reviewer_key"]?.string, "reviewer's key")
                        " "
                        PageParts.entry(waiver["entry"]?.int)
                        PageParts.privateValue(waiver["reason"])
                    }
                }
            }
        }
    }

    private var decisions: Markup? {
        let decisions = run["reviews"]?["decisions"]?.array ?? []
        guard !decisions.isEmpty else { return nil }
        return tag("ul", .classes("decisions")) {
            for decision in decisions {
                tag("li") {
                    PageParts.chip(decision["decision"]?.string ?? "decided")
                    " by key "
                    PageParts.digest(decision["reviewer_key"]?.string, "reviewer's key")
                    " at \(PageWords.time(decision["at"]?.string)) "
                    PageParts.entry(decision["entry"]?.int)
                    if decision["about_these_files"]?.bool != true {
                        tag("strong", text: " names other files than this run's: it does not count")
                    }
                    if decision["about_this_verdict"]?.bool != true { " · another verdict came later" }
                    PageParts.privateValue(decision["reason"])
                }
            }
        }
    }
}
