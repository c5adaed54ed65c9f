/// The standard deviation of a Gaussian, in pixels.
package struct Sigma: Sendable, Hashable {
    /// The widest that is computed; wider than most pictures.
    package static let limit = 1000

    /// Its square, the measure in which blurs add up.
    let variance: Double

    var isNone: Bool { variance == 0 }

    /// A decimal such as `8` or `2.5`, from 0 to ``limit``; ``PictureError/invalidOperation(_:)`` for anything else.
    package init(_ text: String) throws(PictureError) {
        guard let decimal = ExactDecimal(text[...]), (0...Self.limit * ExactDecimal.one).contains(decimal.billionths)
        else {
            throw .invalidOperation("\"\(text)\" is not a number of pixels to feather by: give 0 to \(Self.limit)")
        }
        let sigma = Double(decimal.billionths) / Double(ExactDecimal.one)
        variance = sigma * sigma
    }
}
