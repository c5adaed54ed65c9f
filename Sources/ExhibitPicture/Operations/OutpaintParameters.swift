/// An outpainted canvas and its mask take the same parameters.
enum OutpaintParameters {
    static func write(_ outpaint: Outpaint) -> [String: Operation.Parameter] {
        [
            "left": .integer(outpaint.left), "right": .integer(outpaint.right), "top": .integer(outpaint.top),
            "bottom": .integer(outpaint.bottom), "mode": .text(outpaint.mode.rawValue),
            "background": .text(outpaint.background.text), "blur_radius": .text(outpaint.blurRadius),
            "aligned_to": .integer(outpaint.alignedTo),
        ]
    }

    static func read(_ parameters: inout ParameterReader) throws(PictureError) -> Outpaint {
        let edge = 0...99_999
        return try Outpaint(
            left: try parameters.integer("left", in: edge),
            right: try parameters.integer("right", in: edge),
            top: try parameters.integer("top", in: edge),
            bottom: try parameters.integer("bottom", in: edge),
            mode: try parameters.word("mode"),
            background: try parameters.colour("background"),
            blurRadius: try parameters.text("blur_radius"),
            alignedTo: try parameters.integer("aligned_to", in: 1...99_999)
        )
    }
}
