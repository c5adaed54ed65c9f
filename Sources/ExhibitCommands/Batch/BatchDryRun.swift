import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// What `batch --dry-run` shows: each item's first request as it would be sent, and what all of them cost.
enum BatchDryRun {
    static func answer(
        _ items: [BatchItem],
        _ manifest: BatchManifest,
        _ bounds: BatchBounds,
        _ estimate: BatchEstimate
    ) -> Answer {
        let notes = manifest.manifest.notes + bounds.notes
        let result = JSONObject([
            ("dry_run", true), ("batch_name", manifest.manifest.name.map(JSONValue.string) ?? .null),
            ("form", .string(manifest.manifest.form.rawValue)), ("total", .int(items.count)),
            ("requests", .int(items.count { $0.facts?.asks == true })), ("images", .int(estimate.count)),
            ("max_workers", .int(bounds.limits.maxWorkers)),
            ("task_timeout_seconds", bounds.limits.taskTimeoutSeconds.map(JSONValue.int) ?? .null),
            ("continue_on_error", .bool(bounds.limits.continueOnError)), ("cost", cost(estimate)),
            ("items", .array(items.map { .object(object($0)) })),
            ("notes", .array(notes.map { ["code": .string($0.code), "message": .string($0.message)] })),
        ])
        let last = "\(headline(items)); cost \(estimate.text); nothing was sent"
        return Answer(
            result: .object(result),
            lines: items.flatMap(lines) + notes.map { "note      \($0.message)" } + [last]
        )
    }

    /// What `--confirm` shows before it asks.
    static func questions(_ items: [BatchItem], _ estimate: BatchEstimate) -> [String] {
        ["will send   \(headline(items))", "price       \(estimate.text)"]
    }

    /// `12 items → 12 requests to happy/gpt-image-2`.
    private static func headline(_ items: [BatchItem]) -> String {
        let asking = items.compactMap(\.facts).filter(\.asks)
        var names: [String] = []
        for facts in asking {
            let name = [facts.provider, facts.model].filter { !$0.isEmpty }.joined(separator: "/")
            if !names.contains(name) { names.append(name) }
        }
        let whom = names.count > 3 ? "\(names.count) providers and models" : names.joined(separator: ", ")
        return "\(items.count) item\(items.count == 1 ? "" : "s") → \(asking.count) "
            + "request\(asking.count == 1 ? "" : "s")" + (whom.isEmpty ? "" : " to \(whom)")
    }

    private static func object(_ item: BatchItem) -> JSONObject {
        var object = JSONObject([
            ("place", .int(item.place)), ("task_name", .string(item.name)),
            ("task_key", item.order.key.map(JSONValue.string) ?? .null),
            ("line", item.order.place.map { .int($0.line) } ?? .null),
            ("command_line", .string(item.order.commandLine)),
            ("refused", item.refusal.map { .string($0.note) } ?? .null),
        ])
        for (key, value) in item.facts?.shown?.result.object?.members ?? [] where key != "dry_run" {
            object[key] = value
        }
        return object
    }

    private static func lines(_ item: BatchItem) -> [String] {
        let head = "item \(item.place)      \(item.name)"
        guard let facts = item.facts else { return [head, "refused     \(item.refusal?.note ?? "")"] }
        guard let shown = facts.shown else { return [head, "            needs no request"] }
        // The last line is about the whole.
        return [head] + shown.lines.dropLast()
    }

    private static func cost(_ estimate: BatchEstimate) -> JSONValue {
        func amount(_ micros: Int?) -> JSONValue { micros.map { .string(Money.text(micros: $0)) } ?? .null }
        let isKnown = estimate.least != nil && estimate.most != nil
        return .object(
            JSONObject([
                ("amount", amount(estimate.least)), ("micros", estimate.least.map(JSONValue.int) ?? .null),
                ("at_most", amount(estimate.most)), ("at_most_micros", estimate.most.map(JSONValue.int) ?? .null),
                ("currency", "USD"), ("source", isKnown ? "estimated" : "unknown"),
            ])
        )
    }
}
