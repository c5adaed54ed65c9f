import ExhibitArguments

/// How a picture is given room to grow (parity A11).
struct CanvasOptions: Sendable {
    var left: Int?
    var right: Int?
    var top: Int?
    var bottom: Int?
    /// On each side that says nothing itself.
    var expand = 0
    var mode = Filling.transparent
    var background = "#00000000"
    var blurRadius = "24"
    /// Nil leaves it to the model's own rule.
    var alignment: Int?
    var folder: String?
    var stopsAtCanvas = false

    enum Filling: String, CaseIterable, Sendable, ArgumentValue {
        case transparent, blur, solid
    }

    static let rows: [Parameter<CanvasOptions>] = [
        .option("left", \.left, "Pixels to add on the left.", value: "N", essential: true),
        .option("right", \.right, "On the right.", value: "N", essential: true),
        .option("top", \.top, "At the top.", value: "N", essential: true),
        .option("bottom", \.bottom, "At the bottom.", value: "N", essential: true),
        .option("expand", \.expand, "On each side that has no number of its own.", value: "N", essential: true),
        .option("mode", \.mode, "What the new room shows to the provider.", essential: true),
        .option("bg", \.background, "Its colour in mode solid.", value: "#RRGGBBAA"),
        .option("blur-radius", \.blurRadius, "How much mode blur softens: sigma in pixels.", value: "S"),
        .option(
            "align",
            \.alignment,
            "Make both edges multiples of N, on the right and at the bottom (default: the model's rule).",
            value: "N"
        ),
        .option(
            "canvas-dir",
            \.folder,
            "The folder of canvas and mask (default: canvases in the folder of what is made).",
            aliases: ["work-dir"],
            value: "DIR",
            completion: .directory
        ),
        .flag(
            "canvas-only",
            \.stopsAtCanvas,
            "Make the canvas and its mask and stop: no provider, no run.",
            essential: true
        ),
    ]
}
