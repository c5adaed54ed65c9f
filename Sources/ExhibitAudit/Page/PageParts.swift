import ExhibitJSON

/// Small pieces that many places of a page use.
enum PageParts {
    static func chip(_ word: String, _ text: String? = nil) -> Markup {
        tag("span", .classes("chip \(PageWords.tone(word))")) {
            tag("span", Attribute("aria-hidden", "true"), text: PageWords.sign(word) + " ")
            text ?? PageWords.plain(word)
        }
    }

    /// A link to an entry of the same page.
    static func entry(_ number: Int?) -> Markup? {
        number.map { tag("a", .classes("entry"), .link(to: PageWords.anchor(entry: $0)), text: "#\($0)") }
    }

    /// A digest that the script gives a button to copy it.
    static func digest(_ hex: String?, _ what: String) -> Markup {
        guard let hex, !hex.isEmpty else { return tag("span", .classes("none"), text: "–") }
        return tag("code", .classes("digest"), Attribute("data-copy", what), text: hex)
    }

    /// Text of anybody's: kept apart in its direction, too.
    static func foreign(_ text: String) -> Markup { tag("bdi", text: text) }

    static func privateValue(_ value: JSONValue?) -> Markup? {
        guard let value else { return nil }
        if let text = value["text"]?.string {
            return tag("p", .classes("prompt"), Attribute("dir", "auto"), text: text)
        }
        let word = value["erased"]?.bool == true ? "erased" : "withheld"
        return tag("p", .classes("withheld")) {
            "\(word): commitment "
            digest(value["commitment"]?.string, "commitment")
        }
    }

    static func list(_ texts: [String], empty: String) -> Markup {
        guard !texts.isEmpty else { return tag("p", .classes("none"), text: empty) }
        return tag("ul") { for text in texts { tag("li", text: text) } }
    }

    static func header(_ names: String...) -> Markup {
        tag("thead") { tag("tr") { for name in names { tag("th", Attribute("scope", "col"), text: name) } } }
    }
}
