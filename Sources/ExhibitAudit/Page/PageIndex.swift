import ExhibitJSON

/// The list of the runs, as a way to each of them.
struct PageIndex {
    private let runs: [JSONObject]

    init(_ runs: [JSONObject]) {
        self.runs = runs
    }

    var markup: Markup {
        tag("nav", .classes("index"), .label("All runs")) {
            tag("ol") {
                for run in runs {
                    tag("li", Attribute("data-words", PageRun.words(run))) {
                        tag("a", .link(to: PageWords.anchor(run: run["run_id"]?.string))) {
                            tag("span", .classes("task")) { PageParts.foreign(PageRun.name(run)) }
                            tag("span", .classes("when"), text: PageWords.short(run["run_id"]?.string))
                            PageParts.chip(PageRun.outcome(run), PageWords.outcome(PageRun.outcome(run)))
                        }
                    }
                }
            }
        }
    }
}
