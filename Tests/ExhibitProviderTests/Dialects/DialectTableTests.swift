import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct DialectTableTests {
    @Test func `every dialect is found by its own name`() {
        #expect(Set(DialectTable.names).count == DialectTable.all.count)
        for name in ["openai", "jobs", "clacky", "fal", "gemini"] {
            #expect(DialectTable.dialect(name)?.name == name)
        }
        #expect(DialectTable.dialect("dall-e") == nil)
    }

    @Test(arguments: [
        ("openai", "Authorization", "Bearer ", true), ("jobs", "Authorization", "Bearer ", false),
        ("clacky", "Authorization", "Bearer ", false), ("fal", "Authorization", "Key ", true),
        ("gemini", "x-goog-api-key", "", true),
    ])
    func `how each shows its key`(name: String, header: String, prefix: String, isRequired: Bool) {
        let expected = CredentialForm(header: header, prefix: prefix, isRequired: isRequired)
        #expect(DialectTable.dialect(name)?.credential == expected)
    }

    @Test func `only a server that chooses its model by itself is asked for it`() {
        let asked = DialectTable.all.filter { $0.modelQuestion != nil }.map(\.name)
        #expect(asked == ["clacky"] && ClackyDialect().modelQuestion == "/api/media/types")
    }

    @Test(arguments: [
        ("openai", [], false, []), ("openai", [], true, [Intent.Option("response_format", .text("wav"))]),
        ("openai", [Intent.Option("response_format", .text("flac"))], true, []),
        ("clacky", [], false, [Intent.Option("output_dir", .privateText("/made"))]),
        ("clacky", [], true, [Intent.Option("output_dir", .privateText("/made"))]),
        ("jobs", [], true, []), ("fal", [], true, []), ("gemini", [], true, []), ("fetch", [], false, []),
    ])
    func `what follows from a run without being said`(
        name: String,
        said: [Intent.Option],
        isPart: Bool,
        implied: [Intent.Option]
    ) {
        #expect(DialectTable.dialect(name)?.impliedOptions(said, folder: "/made", isPart: isPart) == implied)
    }

    @Test(arguments: [
        ("openai", "gpt-image-2", MaskConvention.transparent, true), ("jobs", "flux-fill", .white, false),
        ("jobs", "flux-dev", .none, false), ("jobs", "flux-of-tomorrow", .white, false),
        ("fal", "fal-ai/flux-fill", .white, true), ("clacky", "x", .none, false), ("gemini", "x", .none, false),
    ])
    func `how each is told where to paint`(name: String, model: String, convention: MaskConvention, sizes: Bool) throws
    {
        let dialect = try #require(DialectTable.dialect(name))
        #expect(dialect.maskConvention(model: model) == convention)
        #expect(dialect.sizesEdits == sizes)
        #expect(dialect.maskLimit == (name == "openai" ? 4 << 20 : nil))
    }

    @Test(arguments: [
        ("a b/ü", "?q=a%20b%2F%C3%BC"), ("x-._~1", "?q=x-._~1"), ("", "?q="),
    ])
    func `a query is percent-encoded`(value: String, query: String) {
        #expect(EndpointURL.query([("q", value)]) == query)
    }
}
