/// The picture on a larger canvas, the new area filled.
struct CanvasOutpaint: PictureOperation {
    static let name = "canvas.outpaint@1"
    static let sources = 1...1

    let outpaint: Outpaint

    init(_ outpaint: Outpaint) {
        self.outpaint = outpaint
    }

    init(_ parameters: inout ParameterReader) throws(PictureError) {
        outpaint = try OutpaintParameters.read(&parameters)
    }

    var parameters: [String: Operation.Parameter] { OutpaintParameters.write(outpaint) }

    func apply(to sources: [PictureSource]) throws(PictureError) -> OperationResult {
        OperationResult(try outpaint.canvas(try sources[0].pixels()))
    }
}

extension Operation {
    package static func canvasOutpaint(_ outpaint: Outpaint) -> Operation { CanvasOutpaint(outpaint).operation }
}
