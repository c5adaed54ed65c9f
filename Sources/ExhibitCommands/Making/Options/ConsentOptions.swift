import ExhibitArguments

/// What a person wants to be asked, and what nobody has to be asked about: bounds of one command.
struct ConsentOptions: Sendable {
    var confirms = false
    var isAgreed = false
    var maxImages: Int?
    var maxCost: String?

    static let rows: [Parameter<ConsentOptions>] = [
        .flag("confirm", \.confirms, "Show what will be asked and what it costs, and wait for a yes.", essential: true),
        .flag("yes", \.isAgreed, "The yes to --confirm, for where there is no terminal."),
        .option("max-images", \.maxImages, "Send nothing that asks for more than so many.", value: "N"),
        .option(
            "max-cost",
            \.maxCost,
            "Send nothing that costs more, or has no price in the home's config.json.",
            value: "USD"
        ),
    ]
}
