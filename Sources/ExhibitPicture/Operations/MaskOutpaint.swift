/// The canonical mask of a larger canvas: what is new is painted.
struct MaskOutpaint: OutpaintOperation {
    static let name = "mask.outpaint@1"

    let outpaint: Outpaint

    init(_ outpaint: Outpaint) { self.outpaint = outpaint }

    func apply(to sources: [PictureSource]) throws(PictureError) -> OperationResult {
        OperationResult(try outpaint.mask(try sources[0].size()))
    }
}

extension Operation {
    /// Of the canvas that ``canvasOutpaint(_:)`` makes from the same picture.
    package static func maskOutpaint(_ outpaint: Outpaint) -> Operation { MaskOutpaint(outpaint).operation }
}
