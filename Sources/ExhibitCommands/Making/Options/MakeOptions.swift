import ExhibitArguments

/// What the commands that make media take (cli.md, "Making media"): the flags of the old scripts and our own.
///
/// Every command fills the parts that its table names.
struct MakeOptions: Sendable {
    var output = OutputOptions()
    var home = HomeOptions()

    var prompt = PromptOptions()
    var provider = ProviderOptions()
    var inputs = InputOptions()
    var picture = PictureOptions()
    var mask = MaskOptions()
    var object = ObjectOptions()
    var canvas = CanvasOptions()
    var finish = FinishOptions()
    var video = VideoOptions()
    var speech = SpeechOptions()
    var delivery = DeliveryOptions()
    var sending = SendingOptions()
    var consent = ConsentOptions()

    /// The rows that every command that makes media has, at the end of its table.
    static let shared: [Parameter<MakeOptions>] =
        ProviderOptions.rows.map { $0.at(\.provider) } + DeliveryOptions.rows.map { $0.at(\.delivery) }
        + SendingOptions.rows.map { $0.at(\.sending) } + ConsentOptions.rows.map { $0.at(\.consent) }
        + OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) } + [RefusedFlags.row()]
}
