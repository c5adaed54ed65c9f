/// What is made of an outpainted picture: its canvas and its mask take the same parameters.
protocol OutpaintOperation: PictureOperation {
    var outpaint: Outpaint { get }
    init(_ outpaint: Outpaint)
}

extension OutpaintOperation {
    static var sources: ClosedRange<Int> { 1...1 }

    init(_ parameters: inout ParameterReader) throws(PictureError) {
        let edge = 0...99_999
        self.init(
            try Outpaint(
                left: try parameters.integer("left", in: edge),
                right: try parameters.integer("right", in: edge),
                top: try parameters.integer("top", in: edge),
                bottom: try parameters.integer("bottom", in: edge),
                mode: try parameters.word("mode"),
                background: try parameters.colour("background"),
                blurRadius: try parameters.text("blur_radius"),
                alignedTo: try parameters.integer("aligned_to", in: 1...99_999)
            )
        )
    }

    var parameters: [String: Operation.Parameter] {
        [
            "left": .integer(outpaint.left), "right": .integer(outpaint.right), "top": .integer(outpaint.top),
            "bottom": .integer(outpaint.bottom), "mode": .text(outpaint.mode.rawValue),
            "background": .text(outpaint.background.text), "blur_radius": .text(outpaint.blurRadius),
            "aligned_to": .integer(outpaint.alignedTo),
        ]
    }
}
