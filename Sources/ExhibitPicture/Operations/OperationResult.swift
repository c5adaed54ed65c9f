package import ExhibitModel

/// What an operation gives.
package struct OperationResult: Sendable, Hashable {
    private enum Outcome: Sendable, Hashable {
        case picture(PixelBuffer)
        /// As it is: the grey picture that it looks like takes four times the memory.
        case mask(Mask)
    }

    private let outcome: Outcome
    /// What was counted on the way; as repeatable as the pixels.
    package let measures: [String: Operation.Parameter]

    init(_ pixels: PixelBuffer, measures: [String: Operation.Parameter] = [:]) {
        outcome = .picture(pixels)
        self.measures = measures
    }

    init(_ mask: Mask, measures: [String: Operation.Parameter] = [:]) {
        outcome = .mask(mask)
        self.measures = measures.merging(["edited_px": .integer(mask.editedCount)]) { _, counted in counted }
    }

    package var size: PixelSize {
        switch outcome {
        case .picture(let pixels): pixels.size
        case .mask(let mask): mask.size
        }
    }

    /// Of a mask, the grey picture, made each time.
    package var pixels: PixelBuffer {
        switch outcome {
        case .picture(let pixels): pixels
        case .mask(let mask): mask.pixels
        }
    }

    /// What ``PictureWriter/png(_:text:)`` makes of ``pixels``.
    package func png(text: [(keyword: String, value: String)] = []) -> [UInt8] {
        switch outcome {
        case .picture(let pixels): PictureWriter.png(pixels, text: text)
        case .mask(let mask): PictureWriter.png(grey: mask.bytes, mask.size, text: text)
        }
    }
}
