import ExhibitArguments

/// The rows of the commands that make masks.
enum MaskRows {
    static let inpaint = rows(MaskOptions.regionRows + MaskOptions.shaping + MaskOptions.sending + [MaskOptions.stop])

    static let objectEdit =
        ObjectOptions.rows.map { $0.at(\MakeOptions.object) }
        + rows(MaskOptions.shaping + MaskOptions.sending + [MaskOptions.prepare])

    /// `mask`: either way, and nothing that is sent.
    static let mask =
        rows(MaskOptions.regionRows + MaskOptions.shaping + [MaskOptions.formRow])
        + ObjectOptions.ofMasks.map { $0.at(\MakeOptions.object) }

    private static func rows(_ rows: [Parameter<MaskOptions>]) -> [Parameter<MakeOptions>] {
        rows.map { $0.at(\.mask) }
    }
}
