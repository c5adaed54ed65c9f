import ExhibitArguments

extension MaskOptions {
    /// What says where; `--expand` and its kin come with ``shaping``.
    static let regionRows: [Parameter<MaskOptions>] = [
        .option(
            "region",
            \.regions,
            "Paint here: rect:X:Y:W:H, box:X1:Y1:X2:Y2 or ellipse:X:Y:W:H; rect-pct: and so on in percent.",
            value: "SPEC",
            essential: true
        ),
        .option("x", \.x, "Left edge of one region, in pixels.", value: "N"),
        .option("y", \.y, "Its top edge.", value: "N"),
        .option("width", \.width, "Its width.", value: "N"),
        .option("height", \.height, "Its height.", value: "N"),
        .option("x2", \.x2, "Its right edge, in place of --width; the edge itself is outside.", value: "N"),
        .option("y2", \.y2, "Its bottom edge, in place of --height.", value: "N"),
        .flag("ellipse", \.isEllipse, "Make that region an ellipse."),
        .option("mask-rect", \.rectangles, "A rectangle to paint, without feather.", value: "X,Y,W,H"),
        .option("mask-size", \.size, "The size that the mask has to have.", value: "W,H"),
    ]

    static let shaping: [Parameter<MaskOptions>] = [
        .flag("mask-invert", \.inverts, "Paint everywhere else.", aliases: ["invert"]),
        .option("expand", \.expand, "Grow what is painted by so many pixels.", value: "N"),
        .option("shrink", \.shrink, "Then make it smaller by so many.", value: "N"),
        .option(
            "feather",
            \.feather,
            "Then soften its edge: sigma in pixels (default: 8; 0 for mask, and for --mask-rect alone).",
            value: "S"
        ),
    ]

    /// Where the mask goes that a request carries.
    static let sending: [Parameter<MaskOptions>] = [
        .option(
            "mask-dir",
            \.folder,
            "The folder of the mask (default: masks in the folder of what is made).",
            value: "DIR",
            completion: .directory
        ),
        formRow,
    ]

    static let formRow = Parameter<MaskOptions>.option(
        "mask-form",
        \.form,
        "How the mask says where to paint, when the provider differs from its dialect."
    )

    static let stop = Parameter<MaskOptions>.flag(
        "mask-only",
        \.stopsAtMask,
        "Make the mask and stop: no provider, no run.",
        essential: true
    )

    static let prepare = Parameter<MaskOptions>.flag(
        "prepare-only",
        \.stopsAtMask,
        "Find the object, make the mask and stop: no provider, no run.",
        essential: true
    )
}
