import ExhibitJSON
import ExhibitModel

/// The numbers at the top of a report.
struct ReportSummary {
    private let runs: [JSONObject]

    init(_ runs: [JSONObject]) {
        self.runs = runs
    }

    var object: JSONObject {
        JSONObject([
            ("runs", .int(runs.count)), ("outcomes", counts { $0["outcome"]?.string }),
            ("reviews", counts { $0["reviews"]?["word"]?.string }), ("grades", counts { $0["grade"]?["code"]?.string }),
            ("with_findings", .int(runs.count { $0["findings"]?.array?.isEmpty == false })),
            ("waived", .int(runs.count { $0["waivers"]?.array?.isEmpty == false })),
            ("outputs", .int(outputs.count)), ("bytes", .int(runs.reduce(0) { $0 + ($1["bytes"]?.int ?? 0) })),
            ("attempts", .int(runs.reduce(0) { $0 + ($1["attempts"]?.int ?? 0) })), ("cost", cost),
            ("from", runs.first?["started_at"] ?? .null), ("to", runs.last?["started_at"] ?? .null),
        ])
    }

    private var outputs: [JSONValue] {
        runs.flatMap { $0["pictures"]?.array ?? [] }.filter { $0["role"] == "output" }
    }

    /// By currency; what nobody knows is counted, never added up as nothing.
    private var cost: JSONValue {
        var sums: [String: Int] = [:]
        for run in runs {
            guard let micros = run["cost"]?["micros"]?.int else { continue }
            sums[run["cost"]?["currency"]?.string ?? "USD", default: 0] += micros
        }
        let known = runs.count { $0["cost"]?["micros"]?.int != nil }
        return [
            "amounts": .array(
                sums.sorted { $0.key < $1.key }.map {
                    ["currency": .string($0.key), "amount": .string(Money.text(micros: $0.value))]
                }
            ),
            "known_runs": .int(known), "unknown_runs": .int(runs.count - known),
        ]
    }

    private func counts(_ word: (JSONObject) -> String?) -> JSONValue {
        var counts: [String: Int] = [:]
        for run in runs { counts[word(run) ?? "unknown", default: 0] += 1 }
        return .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }))
    }
}
