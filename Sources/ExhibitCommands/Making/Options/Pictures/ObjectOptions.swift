import ExhibitArguments

/// How an object is found in a picture, and what of it is painted anew (parity A14).
struct ObjectOptions: Sendable {
    var selection: Selection?
    var target = Target.object
    var threshold = 40
    var sampleSize = 8

    /// By transparency, by a plain backdrop, or whichever the picture has.
    enum Selection: String, CaseIterable, Sendable, ArgumentValue {
        case alpha, backdrop, auto
        /// The old scripts' word for `backdrop`.
        case cornerBackground = "corner-bg"
    }

    enum Target: String, CaseIterable, Sendable, ArgumentValue {
        case object, background
    }

    static let rows = [selection("(default: backdrop)", aliases: [])] + detail

    /// `mask`, which looks for an object only when it is asked to, also under the old script's name for that.
    static let ofMasks = [selection("in place of regions", aliases: ["mode"])] + detail

    private static func selection(_ word: String, aliases: [String]) -> Parameter<ObjectOptions> {
        .option(
            "selection-mode",
            \.selection,
            "Find the object by its transparency or by a plain backdrop \(word).",
            aliases: aliases,
            value: "alpha|backdrop|auto",
            essential: true
        )
    }

    private static let detail: [Parameter<ObjectOptions>] = [
        .option("edit-target", \.target, "Paint the object, or all around it.", essential: true),
        .option("threshold", \.threshold, "How far a backdrop's colour may be from its samples.", value: "N"),
        .option("sample-size", \.sampleSize, "The edge of the squares in the corners that are sampled.", value: "N"),
    ]
}
