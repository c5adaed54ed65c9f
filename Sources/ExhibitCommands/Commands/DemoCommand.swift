import ExhibitArguments
import ExhibitJSON

/// `demo`: the main job in a minute, without an account, in a home of its own.
enum DemoCommand {
    struct Options: Sendable {
        var output = OutputOptions()
        var home: String?
        var keep = false
    }

    static let command = Command<CommandContext>(
        "demo",
        "Make a picture, see it accepted and rejected, forge it, and see that found out.",
        Options(),
        [
            .flag("keep", \.keep, "Keep the folder that the demo worked in, and say where it is.", essential: true),
            .option(
                "home",
                \.home,
                "Make the demo's home here and keep it; it must not hold a ledger.",
                value: "DIR",
                essential: true,
                completion: .directory
            ),
        ] + OutputOptions.rows.map { $0.at(\.output) },
        examples: ["exhibit demo", "exhibit demo --keep"],
        exits: [(0, "every step came out as it must"), (1, "a step did not")],
        discussion: "Nothing is sent to the network, nothing is spent, and your own ledger is not touched."
    ) { options, context in
        await context.answering("demo", options.output) { try await Demo(options, context).perform() }
    }
}
