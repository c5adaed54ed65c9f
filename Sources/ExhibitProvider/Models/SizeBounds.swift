import ExhibitModel

/// Limits within which a model makes every size.
package struct SizeBounds: Sendable, Hashable, CustomStringConvertible {
    /// Each edge is a multiple of it.
    package var step: Int?
    package var edge: ClosedRange<Int>?
    /// The longer edge is at most so many times the shorter one.
    package var ratio: Int?
    /// Width times height.
    package var pixels: ClosedRange<Int>?

    func problem(_ size: PixelSize) -> String? {
        let edges = [size.width, size.height]
        if let edge, let wrong = edges.first(where: { !edge.contains($0) }) {
            return "an edge of \(wrong) is not within \(Self.text(edge))"
        }
        if let step, let wrong = edges.first(where: { $0 % step != 0 }) {
            return "an edge of \(wrong) is no multiple of \(step)"
        }
        if let ratio, max(size.width, size.height) > ratio * min(size.width, size.height) {
            return "it is more than \(ratio) times as long as wide"
        }
        if let pixels, !pixels.contains(size.width * size.height) {
            return "\(size.width * size.height) pixels are not within \(Self.text(pixels))"
        }
        return nil
    }

    package var description: String {
        let parts = [
            edge.map { "edges of \(Self.text($0))" }, step.map { "in steps of \($0)" },
            ratio.map { "at most \($0):1" }, pixels.map { "\(Self.text($0)) pixels in all" },
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    private static func text(_ range: ClosedRange<Int>) -> String { "\(range.lowerBound) to \(range.upperBound)" }
}
