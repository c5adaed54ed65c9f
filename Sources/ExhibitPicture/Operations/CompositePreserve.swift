/// The result with the original put back outside the mask: sources are the original, the result, the canonical mask.
struct CompositePreserve: PictureOperation {
    static let name = "composite.preserve@1"
    static let sources = 3...3

    init() {}
    init(_ parameters: inout ParameterReader) throws(PictureError) {}

    var parameters: [String: Operation.Parameter] { [:] }

    func apply(to sources: [PictureSource]) throws(PictureError) -> OperationResult {
        let (original, mask) = try Self.masked(sources)
        return OperationResult(
            Composite.preservingOutside(original: original, result: try sources[1].pixels(), mask: mask)
        )
    }

    /// The original and the mask, which have one size.
    static func masked(_ sources: [PictureSource]) throws(PictureError) -> (original: PixelBuffer, mask: Mask) {
        let original = try sources[0].pixels()
        let mask = try sources[2].mask()
        guard mask.size == original.size else { throw .sizeDiffers(mask.size, from: original.size) }
        return (original, mask)
    }
}

extension Operation {
    /// From the original, the result and the canonical mask.
    package static var compositePreserve: Operation { CompositePreserve().operation }
}
