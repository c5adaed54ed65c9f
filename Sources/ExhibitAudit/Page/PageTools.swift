import ExhibitJSON

/// What needs the script: hidden until it runs.
struct PageTools {
    private let document: JSONObject

    init(_ document: JSONObject) {
        self.document = document
    }

    var markup: Markup {
        tag("div", .classes("tools"), .id("tools"), Attribute("hidden"), Attribute("role", "toolbar"), .label("Tools"))
        {
            tag(
                "button",
                Attribute("type", "button"),
                .classes("filter"),
                Attribute("data-filter", ""),
                Attribute("aria-pressed", "true")
            ) {
                "all \(document["summary"]?["runs"]?.int ?? 0)"
            }
            for (word, count) in words {
                tag(
                    "button",
                    Attribute("type", "button"),
                    .classes("filter \(PageWords.tone(word))"),
                    Attribute("data-filter", word),
                    Attribute("aria-pressed", "false")
                ) {
                    tag("span", Attribute("aria-hidden", "true"), text: PageWords.sign(word) + " ")
                    "\(PageWords.outcome(word)) \(count)"
                }
            }
            tag("span", .classes("space"))
            tag("span", .classes("keys")) {
                tag("kbd", text: "J")
                " next "
                tag("kbd", text: "K")
                " previous"
            }
            tag("button", Attribute("type", "button"), .id("save-json"), text: "Save as JSON")
            tag("span", .id("said"), .classes("said"), Attribute("role", "status"))
        }
    }

    private var words: [(String, Int)] {
        let outcomes = document["summary"]?["outcomes"]?.object?.members ?? []
        let reviews = (document["summary"]?["reviews"]?.object?.members ?? []).filter { $0.key != "none" }
        return (outcomes + reviews).map { ($0.key, $0.value.int ?? 0) }
    }
}
