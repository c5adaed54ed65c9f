/// What an operation gives.
package struct OperationResult: Sendable, Hashable {
    package let pixels: PixelBuffer
    /// What was counted on the way; as repeatable as the pixels.
    package let measures: [String: Operation.Parameter]

    init(_ pixels: PixelBuffer, measures: [String: Operation.Parameter] = [:]) {
        self.pixels = pixels
        self.measures = measures
    }

    /// A mask is kept as the grey picture that it looks like.
    init(_ mask: Mask, measures: [String: Operation.Parameter] = [:]) {
        self.init(
            mask.pixels,
            measures: measures.merging(["edited_px": .integer(mask.editedCount)]) { _, counted in counted }
        )
    }
}
