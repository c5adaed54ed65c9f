/// The dialects that this version speaks.
package enum DialectTable {
    package static let all: [any Dialect] = [
        OpenAIDialect(),
        JobsDialect(),
        ClackyDialect(),
        FalDialect(),
        GeminiDialect(),
    ]

    /// Those that a provider can be configured with.
    package static var names: [String] { all.map(\.name) }

    package static func dialect(_ name: String) -> (any Dialect)? {
        name == FetchDialect.word ? FetchDialect() : all.first { $0.name == name }
    }
}
