import ExhibitConfiguration
import ExhibitJSON
import ExhibitLedger
import ExhibitModel

/// `doctor`: what to look at before blaming the tool, in the order in which one thing needs the other.
///
/// Spends nothing: the provider is asked for its list of models, and for nothing else.
struct Doctor {
    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var provider: String?
        var model: String?
        var extraJSON: String?
        var extraJSONFile: String?
    }

    static func examine(_ options: Options, _ environment: Environment) async -> Answer {
        let home = Result { try Home.locate(flag: options.home.home, environment) }
        let settings = Result {
            try Settings.load(
                environment,
                configFlag: options.home.config,
                homeFolder: (try? home.get())?.path  // without a home there is no config.json; its check says so
            )
        }
        let provider = await ProviderExamination(settings, options, environment)
        let machine = MachineExamination(home, settings, clockSkew: provider.clockSkew, environment)
        return answer(provider.checks + machine.checks, provider.chosen)
    }

    private static func answer(_ checks: [Check], _ choice: ProviderChoice?) -> Answer {
        let wrong = checks.filter { $0.state == .wrong }
        let unknown = checks.count { $0.state == .unknown }
        let result = JSONObject([
            ("provider", choice.map { .string($0.id) } ?? .null),
            ("provider_source", choice.map { .string($0.source) } ?? .null),
            ("checks", .array(checks.map { .object($0.object) })), ("wrong", .int(wrong.count)),
            ("unknown", .int(unknown)), ("spent", false),
        ])
        let end =
            (wrong.isEmpty ? "nothing is wrong" : "\(wrong.count) of \(checks.count) checks found something wrong")
            + (unknown == 0 ? "" : ", \(unknown) cannot say") + "; nothing was spent"
        return Answer(
            result: .object(result),
            lines: checks.flatMap(\.lines) + ["", end],
            report: wrong.first.flatMap(\.report)
        )
    }
}
