import ExhibitModel

/// Writes markup as the bytes of an HTML document.
struct MarkupWriter {
    private(set) var bytes = Array("<!doctype html>\n".utf8)

    /// Elements that hold nothing and have no end.
    private static let void: Set<String> = ["meta", "img", "br", "link"]
    /// Before these a line is begun, so that a person can read the source.
    private static let lines: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "header", "section", "nav", "main", "article", "footer",
        "table",
        "tr", "li", "h1", "h2", "h3", "p", "figure", "script", "dl", "div",
    ]

    mutating func write(_ markup: Markup) {
        switch markup {
        case .text(let text): PageText.append(text, to: &bytes)
        case .several(let parts): for part in parts { write(part) }
        case .element(let name, let attributes, let parts):
            open(name.description, attributes)
            for part in parts { write(part) }
            if !Self.void.contains(name.description) { close(name.description) }
        case .verbatim(let name, let attributes, let content):
            open(name.description, attributes)
            bytes += content
            close(name.description)
        }
    }

    private mutating func open(_ name: String, _ attributes: [Attribute]) {
        if Self.lines.contains(name), bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        put("<" + name)
        for attribute in attributes {
            put(" " + attribute.name.description)
            switch attribute.value {
            case .none: break
            case .text(let text):
                put("=\"")
                PageText.append(text, to: &bytes)
                put("\"")
            case .png(let png):
                put("=\"data:image/png;base64,")
                bytes += Array(Base64.encode(png).utf8)
                put("\"")
            }
        }
        put(">")
    }

    private mutating func close(_ name: String) { put("</" + name + ">") }

    private mutating func put(_ text: String) { bytes += Array(text.utf8) }
}
