import ExhibitJSON
import ExhibitProvider

/// A row of the model table as people read it, and as JSON.
enum ModelText {
    private static let label = 12

    /// A block for each model, or for neighbours of which the same is known; within eighty columns.
    static func blocks(_ rows: [ModelRow], heading: (ModelRow) -> String = \.name) -> [[String]] {
        var blocks: [(headings: [String], facts: [String])] = []
        for row in rows {
            let facts = facts(row)
            if let last = blocks.last, last.facts == facts {
                blocks[blocks.count - 1].headings.append(heading(row))
            } else {
                blocks.append(([heading(row)], facts))
            }
        }
        return blocks.map { $0.headings + $0.facts }
    }

    private static func facts(_ row: ModelRow) -> [String] {
        let kinds = row.kinds.map { $0.map(\.rawValue).joined(separator: ", ") }
        let facts: [(String, String)] = [
            ("makes", kinds ?? "unknown"), ("sizes", row.sizes?.description ?? "unknown"), ("inputs", inputs(row)),
            ("limits", limits(row)), ("formats", row.formats?.joined(separator: ", ") ?? "unknown"),
            ("mask", row.mask?.sentence ?? "unknown"), ("shutdown", row.shutdown?.description ?? "none known"),
            ("price", price(row)),
        ]
        return facts.filter { !$0.1.isEmpty }.flatMap { entry($0, $1) }
    }

    /// At the provider that makes it.
    static func price(_ row: ModelRow) -> String {
        row.prices.map { $0.map(\.description).joined(separator: "; ") } ?? "unknown"
    }

    static func object(_ row: ModelRow) -> JSONObject {
        JSONObject([
            ("name", .string(row.name)), ("names", strings(row.names)), ("prefixes", strings(row.prefixes)),
            ("dialect", text(row.dialect)), ("family", text(row.family)),
            ("kinds", row.kinds.map { strings($0.map(\.rawValue)) } ?? .null), ("sizes", text(row.sizes?.description)),
            ("max_inputs", integer(row.maxInputs)), ("max_n", integer(row.maxCount)),
            ("max_prompt", integer(row.maxPrompt)), ("formats", row.formats.map(strings) ?? .null),
            ("mask", text(row.mask?.rawValue)), ("shutdown", text(row.shutdown?.description)),
            ("price", .string(price(row))), ("prices", row.prices.map { .array($0.map(object)) } ?? .null),
            (
                "sources",
                .object(JSONObject(row.sources.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
            ),
        ])
    }

    private static func object(_ price: ModelPrice) -> JSONValue {
        .object(
            JSONObject([
                ("unit", .string(price.unit.rawValue)), ("size", text(price.size)), ("quality", text(price.quality)),
                ("micros", .int(price.micros)), ("currency", .string(price.currency)),
            ])
        )
    }

    private static func inputs(_ row: ModelRow) -> String {
        switch row.maxInputs {
        case nil: "unknown"
        case 0: "no pictures"
        case 1: "one picture"
        case let count?: "at most \(count) pictures"
        }
    }

    private static func limits(_ row: ModelRow) -> String {
        [
            row.maxCount.map { "n at most \($0)" }, row.maxPrompt.map { "prompt at most \($0) characters" },
        ].compactMap(\.self).joined(separator: ", ")
    }

    private static func entry(_ name: String, _ value: String) -> [String] {
        var lines = value.wrapped(at: 80, indent: label)
        if let first = lines.first { lines[0] = "  " + name.padded(label - 2) + first.dropFirst(label) }
        return lines
    }

    private static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
    private static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    private static func integer(_ value: Int?) -> JSONValue { value.map(JSONValue.int) ?? .null }
}
