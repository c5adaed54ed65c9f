import ExhibitArguments

/// What is done to a picture after it came (parity C7); the provider's own bytes are kept beside it.
struct FinishOptions: Sendable {
    var preservesOutside = false
    /// `WxH`.
    var fit: String?
    var fitMode: FitMode?
    var fitsInLinearLight = false

    enum FitMode: String, CaseIterable, Sendable, ArgumentValue {
        case cover, contain, exact
    }

    static let fitRows: [Parameter<FinishOptions>] = [
        .option(
            "fit",
            \.fit,
            "Then bring it to exactly this size; cutting it into tiles is left to other tools.",
            value: "WxH",
            essential: true
        ),
        .option(
            "fit-mode",
            \.fitMode,
            "cover cuts what stands over (the default), contain leaves room, exact distorts."
        ),
        .flag("fit-linear", \.fitsInLinearLight, "Mix colours as light does: fine patterns keep their brightness."),
    ]

    static let preservation = Parameter<FinishOptions>.flag(
        "preserve-outside",
        \.preservesOutside,
        "Put the original back around the mask, pixel by pixel.",
        essential: true
    )
}
