import ExhibitConfiguration
import ExhibitJSON
import ExhibitProvider

extension ModelListing {
    var answer: Answer {
        Answer(
            result: .object(result),
            lines: head + ModelText.blocks(rows, heading: heading).flatMap { [""] + $0 } + tail,
            quietLines: served.map { $0.models.map(\.name) } ?? rows.map(\.name),
            report: report
        )
    }

    /// Rows of the provider's dialect; without a provider all of them.
    private var rows: [ModelRow] {
        table.models.filter { $0.dialect == nil || provider == nil || $0.dialect == provider?.dialect }
    }

    private func row(_ model: ServedModels.Model) -> ModelRow? {
        provider.flatMap { table.row(model.name, dialect: $0.dialect) }
    }

    private func listed(_ row: ModelRow) -> [ServedModels.Model] {
        served?.models.filter { self.row($0)?.name == row.name } ?? []
    }

    /// Nil when it cannot be told: nobody answered, or the service lists its files instead.
    private func isListed(_ row: ModelRow) -> Bool? {
        guard let served, served.files.isEmpty else { return nil }
        return !listed(row).isEmpty
    }

    private var strangers: [ServedModels.Model] { served?.models.filter { row($0) == nil } ?? [] }

    private var head: [String] {
        guard let provider, let url, let status else { return reason.map { [$0] } ?? [] }
        return ["\(provider.id)  \(url) answered \(status)"] + (reason.map { [$0] } ?? [])
    }

    private func heading(_ row: ModelRow) -> String {
        let mark = isListed(row).map { $0 ? "   listed" : "   not listed" } ?? ""
        let stated = listed(row).compactMap(\.shutdown).min().map { "   the provider: shuts down on \($0)" } ?? ""
        return row.name + mark + stated
    }

    private var tail: [String] {
        var sentences = (served?.files ?? []).map { files in
            "\(files.folder): \(files.names.isEmpty ? "none" : files.names.joined(separator: ", "))"
        }
        if !strangers.isEmpty {
            let names = strangers.map { model in model.kind.map { "\(model.name) (\($0))" } ?? model.name }
            sentences.append("also listed, not in the table: \(names.joined(separator: ", "))")
        }
        return (sentences.isEmpty ? [] : [""]) + sentences.flatMap { $0.wrapped(at: 80, indent: 0) } + [
            "", "table of \(table.asOf); what is not in it, or not listed, may still be served",
            "prices are those of the provider that makes the model",
            "nothing was spent",
        ]
    }

    private var result: JSONObject {
        let models = rows.map { row -> JSONValue in
            var object = ModelText.object(row)
            object["known"] = true
            object["listed"] = isListed(row).map(JSONValue.bool) ?? .null
            object["provider_shutdown"] = listed(row).compactMap(\.shutdown).min().map(date) ?? .null
            return .object(object)
        }
        let others = strangers.map { model -> JSONValue in
            [
                "name": .string(model.name), "known": false, "listed": true,
                "kinds": model.kind.map { .array([.string($0)]) } ?? .null, "price": "unknown",
                "provider_shutdown": model.shutdown.map(date) ?? .null,
            ]
        }
        let files = served?.files.map { ($0.folder, JSONValue.array($0.names.map(JSONValue.string))) } ?? []
        let sources = table.sources.map { ($0.key, JSONValue.string($0.text)) }
        return JSONObject([
            ("provider", provider.map { .string($0.id) } ?? .null),
            ("dialect", provider.map { .string($0.dialect) } ?? .null), ("url", url.map(JSONValue.string) ?? .null),
            ("status", status.map(JSONValue.int) ?? .null), ("answered", .bool(served != nil)),
            ("as_of", date(table.asOf)), ("models", .array(models + others)), ("files", .object(JSONObject(files))),
            ("sources", .object(JSONObject(sources))), ("spent", false),
        ])
    }

    private func date(_ date: CalendarDate) -> JSONValue { .string(date.description) }
}
