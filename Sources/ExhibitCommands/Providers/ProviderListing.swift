import ExhibitConfiguration
import ExhibitJSON
import ExhibitModel
import ExhibitProvider

/// `provider list`: what is configured and built in, and which of them a run would use.
struct ProviderListing {
    private static let builtIn = ["sandbox", "openai", "images-api", "clacky"]

    let rows: [ProviderRow]
    private let settings: Settings
    private let choice: ProviderChoice?
    /// Why none would be used.
    private let problem: Report?
    private let model: ModelChoice?

    init(_ settings: Settings) throws {
        self.settings = settings
        let configured = try settings.openClaw()?.providers ?? []
        do throws(ConfigurationError) {
            choice = try settings.choose(flag: nil, mode: .generation)
            problem = nil
        } catch {
            choice = nil
            problem = error.report
        }
        let names = configured.map(\.id).filter { $0 != "sandbox" }
        let others = Self.builtIn.filter { !names.contains($0) }
        rows = (names + others).map { name in ProviderRow(name, configured.first { $0.id == name }, settings) }
        let chosen = choice?.id
        model = Self.model(rows.first { $0.name == chosen }, settings)
    }

    private static func model(_ row: ProviderRow?, _ settings: Settings) -> ModelChoice? {
        guard let provider = row?.provider else { return nil }
        // Without a model the provider is still the one that would be used; `generate` says what is missing.
        return try? settings.model(flag: nil, mode: .generation, provider: provider)
    }

    var answer: Answer {
        let table = TextTable.lines(
            ["provider", "dialect", "url", "key"],
            rows.map { [$0.name, $0.dialect, $0.url ?? "–", $0.keyText] }
        )
        let result = JSONObject([
            ("providers", .array(rows.map { .object($0.object(isChosen: $0.name == choice?.id)) })), ("chosen", chosen),
            (
                "config",
                .object(
                    JSONObject([
                        ("path", settings.location.path.map(JSONValue.string) ?? .null),
                        ("step", .string(settings.location.step)),
                        ("looked_at", .array(settings.location.lookedAt.map(JSONValue.string))),
                    ])
                )
            ),
        ])
        var answer = Answer(
            result: .object(result),
            lines: table + ["", sentence, place],
            quietLines: rows.map(\.name)
        )
        answer.next =
            choice == nil
            ? ["exhibit generate --provider sandbox --prompt 'an orange cat'"] : ["exhibit provider check"]
        return answer
    }

    private var chosen: JSONValue {
        guard let choice else { return .null }
        return .object(
            JSONObject([
                ("provider", .string(choice.id)), ("provider_source", .string(choice.source)),
                ("model", model.map { .string($0.name) } ?? .null),
                ("model_source", model.map { .string($0.source) } ?? .null),
            ])
        )
    }

    private var sentence: String {
        guard let choice else { return "used      none: \(problem?.message ?? "nothing is configured")" }
        let with = model.map { ", model \($0.name) (\($0.source))" } ?? ", no model named yet"
        return "used      \(choice.id) (\(choice.source))\(with)"
    }

    private var place: String {
        let path =
            settings.location.path ?? settings.location.lookedAt.first.map { $0 + ", which is not there" } ?? "none"
        return "config    \(path) (\(settings.location.step))"
    }
}
