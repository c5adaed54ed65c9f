/// The picture on a larger canvas, the new area filled.
struct CanvasOutpaint: OutpaintOperation {
    static let name = "canvas.outpaint@1"

    let outpaint: Outpaint

    init(_ outpaint: Outpaint) { self.outpaint = outpaint }

    func apply(to sources: [PictureSource]) throws(PictureError) -> OperationResult {
        OperationResult(try outpaint.canvas(try sources[0].pixels()))
    }
}

extension Operation {
    package static func canvasOutpaint(_ outpaint: Outpaint) -> Operation { CanvasOutpaint(outpaint).operation }
}
