/// A piece of a page.
///
/// Names of elements and attributes are the program's own; texts and values are escaped when they are written, so nothing
/// that a record holds can become markup.
indirect enum Markup: Sendable {
    case element(StaticString, [Attribute], [Markup])
    case text(String)
    case several([Markup])
    /// The program's own style and script, and JSON that ``PageText/json(_:)`` has made harmless.
    case verbatim(StaticString, [Attribute], [UInt8])
}

/// An attribute of an element.
struct Attribute: Sendable {
    enum Value: Sendable {
        case none
        case text(String)
        /// A PNG file as a `data:` URL.
        case png([UInt8])
    }

    let name: StaticString
    let value: Value

    init(_ name: StaticString, _ text: String) {
        self.name = name
        value = .text(text)
    }

    /// An attribute that is set by being there.
    init(_ name: StaticString) {
        self.name = name
        value = .none
    }

    init(_ name: StaticString, png: [UInt8]) {
        self.name = name
        value = .png(png)
    }

    static func classes(_ names: String) -> Attribute { Attribute("class", names) }
    static func id(_ id: String) -> Attribute { Attribute("id", id) }
    static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
    static func labelledBy(_ id: String) -> Attribute { Attribute("aria-labelledby", id) }
    static func link(to id: String) -> Attribute { Attribute("href", "#" + id) }
}

/// Lets a page be written as what it holds.
@resultBuilder
enum MarkupBuilder {
    static func buildExpression(_ text: String) -> Markup { .text(text) }
    static func buildExpression(_ markup: Markup) -> Markup { markup }
    static func buildExpression(_ markup: Markup?) -> Markup { markup ?? .several([]) }
    static func buildExpression(_ markup: [Markup]) -> Markup { .several(markup) }
    static func buildBlock(_ parts: Markup...) -> Markup { .several(parts) }
    static func buildOptional(_ markup: Markup?) -> Markup { markup ?? .several([]) }
    static func buildEither(first markup: Markup) -> Markup { markup }
    static func buildEither(second markup: Markup) -> Markup { markup }
    static func buildArray(_ parts: [Markup]) -> Markup { .several(parts) }
}

/// An element with what it holds.
func tag(
    _ name: StaticString,
    _ attributes: Attribute...,
    @MarkupBuilder holding: () -> Markup = { .several([]) }
) -> Markup {
    .element(name, attributes, [holding()])
}

/// An element of one text.
func tag(_ name: StaticString, _ attributes: Attribute..., text: String) -> Markup {
    .element(name, attributes, [.text(text)])
}
