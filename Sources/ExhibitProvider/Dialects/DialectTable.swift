/// The dialects that this version speaks.
package enum DialectTable {
    package static let all: [any Dialect] = [
        OpenAIDialect(),
        JobsDialect(),
        ClackyDialect(),
        FalDialect(),
        GeminiDialect(),
    ]

    package static var names: [String] { all.map(\.name) }

    package static func dialect(_ name: String) -> (any Dialect)? {
        all.first { $0.name == name }
    }
}
