import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct ModelTableTests {
    private let table = ModelTable.shipped

    @Test func `the shipped table is dated and has sources that are all used`() throws {
        #expect(table.asOf.description == "2026-11-21")
        let used = Set(table.models.flatMap(\.sources.values))
        #expect(used == Set(table.sources.map(\.key)))
        #expect(table.models.allSatisfy { $0.dialect != nil && $0.kinds != nil && !$0.sources.isEmpty })
    }

    @Test(
        arguments: [
            ("gpt-image-2", "openai", "gpt-image-2"), ("gpt-image-2-2026-04-21", "openai", "gpt-image-2"),
            ("gpt-image-2-2027-01-01", "openai", "gpt-image-2"),
            ("gpt-image-2.5-flare-2026-09-08", "openai", "gpt-image-2.5-flare"),
            ("gpt-image-2-all", "openai", nil), ("gpt-image-2.5", "openai", nil), ("GPT-image-2", "openai", nil),
            ("sora-2-pro-2025-10-06", "openai", "sora-2-pro"), ("flux-dev", "jobs", "flux-dev"),
            ("flux-dev", "openai", nil),
            ("gpt-image-2", "jobs", nil), ("", "openai", nil),
        ] as [(String, String, String?)]
    )
    func `a name is looked up exactly, then by prefix, within its dialect`(
        name: String,
        dialect: String,
        row: String?
    ) {
        #expect(table.row(name, dialect: dialect)?.name == row)
    }

    private static let home = """
        {"schema": "exhibit.models/1", "as_of": "2027-02-01", "models": [
          {"name": "gpt-image-2", "max_n": 4, "prices": [{"unit": "image", "micros": 30000, "currency": "EUR"}]},
          {"name": "house-model", "kinds": ["image"], "sizes": "any"}]}
        """

    @Test func `a home's table goes before the shipped one, fact by fact`() throws {
        let home = try ModelTable(parsing: Array(Self.home.utf8), file: "models.json")
        let merged = table.overridden(by: home)
        let row = try #require(merged.row("gpt-image-2", dialect: "openai"))
        #expect(row.maxCount == 4)
        #expect(row.maxInputs == 16)
        #expect(row.prices?.map(\.description) == ["0.03 EUR a picture"])
        #expect(row.sources["max_n"] == "models.json")
        #expect(row.sources["max_inputs"] == "OAPI")
        #expect(merged.row("gpt-image-2-2026-04-21", dialect: "openai")?.maxCount == 4)
        #expect(merged.row("house-model", dialect: "clacky")?.sizes == .any)
        #expect(merged.asOf.description == "2027-02-01")
        #expect(merged.models.count == table.models.count + 1)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let text: String
        let line: Int
        let column: Int
        let words: String

        var testDescription: String { words }
    }

    private static func table(_ model: String) -> String {
        "{\"schema\": \"exhibit.models/1\", \"as_of\": \"2026-11-21\",\n \"models\": [\n  \(model)]}"
    }

    static let faults = [
        Fault(text: "[]", line: 1, column: 1, words: "must be an object"),
        Fault(text: #"{"as_of": "2026-11-21"}"#, line: 1, column: 1, words: "\"schema\" is missing"),
        Fault(text: #"{"schema": "exhibit.models/2"}"#, line: 1, column: 2, words: "exhibit.models/1"),
        Fault(
            text: "{\"schema\": \"exhibit.models/1\",\n\"as_of\": \"2026-02-30\", \"models\": []}",
            line: 2,
            column: 1,
            words: "must be a day"
        ),
        Fault(text: table(#"{"name": ""}"#), line: 3, column: 4, words: "not empty"),
        Fault(text: table(#"{"name": "a", "max_m": 3}"#), line: 3, column: 17, words: "unknown key"),
        Fault(text: table(#"{"name": "a"}, {"name": "a"}"#), line: 3, column: 18, words: "there twice"),
        Fault(text: table(#"{"name": "a", "max_n": 0}"#), line: 3, column: 17, words: "from 1 to 1000"),
        Fault(
            text: table(#"{"name": "a", "mask": "black"}"#),
            line: 3,
            column: 17,
            words: "\"transparent\", \"white\""
        ),
        Fault(text: table(#"{"name": "a", "kinds": ["song"]}"#), line: 3, column: 27, words: "must be one of"),
        Fault(text: table(#"{"name": "a", "sizes": {"edge": [9, 1]}}"#), line: 3, column: 27, words: "[low, high]"),
        Fault(text: table(#"{"name": "a", "sizes": {"listed": ["1x"]}}"#), line: 3, column: 38, words: "1024x1024"),
        Fault(
            text: table(#"{"name": "a", "sizes": {"listed": [], "edge": [1, 2]}}"#),
            line: 3,
            column: 41,
            words: "unknown key"
        ),
        Fault(text: table(#"{"name": "a", "shutdown": "soon"}"#), line: 3, column: 17, words: "must be a day"),
        Fault(
            text: table(#"{"name": "a", "prices": [{"unit": "image", "micros": 1.5, "currency": "USD"}]}"#),
            line: 3,
            column: 56,
            words: "2^53"
        ),
    ]

    @Test(arguments: faults)
    func `a fault is told with line and column`(fault: Fault) {
        #expect {
            try ModelTable(parsing: Array(fault.text.utf8), file: "/home/models.json")
        } throws: { error in
            guard let report = (error as? ModelTableError)?.report else { return false }
            return report.code == .configInvalid && report.message.hasPrefix("/home/models.json: ")
                && report.message.contains("line \(fault.line), column \(fault.column)")
                && report.message.contains(fault.words)
        }
    }

    @Test func `a fact of the shipped table needs a source`() {
        let text = Self.table(#"{"name": "a", "max_n": 3}"#)
        #expect(throws: ModelTableError.self) {
            try ModelTable(parsing: Array(text.utf8), file: "models.json", needsSources: true)
        }
    }

    @Test(arguments: [
        (1_000_000, "1 USD a picture"), (42_000, "0.042 USD a picture"), (5, "0.000005 USD a picture"),
        (1_500_000, "1.50 USD a picture"), (0, "0 USD a picture"),
    ])
    func `a price is told without rounding`(micros: Int, text: String) {
        #expect(ModelPrice(unit: .image, size: nil, quality: nil, micros: micros, currency: "USD").description == text)
    }
}
