package import ExhibitModel

/// One area of a picture in whole pixels, half open: from `x` up to, not including, `x + width`.
///
/// A rectangle is cut to the picture. An ellipse keeps the box it was given, so that one over the edge is cut, not
/// squeezed, and holds the pixels whose centres lie in it.
package struct Region: Sendable, Hashable {
    package enum Shape: String, Sendable, Hashable {
        case rectangle = "rect"
        case ellipse
    }

    package let shape: Shape
    package let x: Int
    package let y: Int
    package let width: Int
    package let height: Int

    /// Throws ``PictureError/invalidRegion(_:)`` for a width or height below 0, ``PictureError/emptyRegion(_:)`` when no
    /// pixel of the picture is in it.
    package init(
        _ shape: Shape,
        x: Int,
        y: Int,
        width: Int,
        height: Int,
        in size: PixelSize
    ) throws(PictureError) {
        let spec = "\(shape.rawValue):\(x):\(y):\(width):\(height)"
        try self.init(shape, x, y, width, height, in: size, named: spec)
    }

    init(
        _ shape: Shape,
        _ x: Int,
        _ y: Int,
        _ width: Int,
        _ height: Int,
        in size: PixelSize,
        named spec: String
    ) throws(PictureError) {
        guard width >= 0, height >= 0 else {
            throw .invalidRegion("\"\(spec)\": the width and height cannot be below 0")
        }
        self.shape = shape
        switch shape {
        case .ellipse: (self.x, self.y, self.width, self.height) = (x, y, width, height)
        case .rectangle:
            self.x = x.clamped(to: 0...size.width)
            self.y = y.clamped(to: 0...size.height)
            self.width = (x + width).clamped(to: 0...size.width) - self.x
            self.height = (y + height).clamped(to: 0...size.height) - self.y
        }
        guard rows(in: size).contains(where: { !columns(in: $0, of: size).isEmpty }) else {
            throw .emptyRegion("\"\(spec)\" holds no pixel of a picture of \(size)")
        }
    }

    /// The rows of the picture it may touch.
    func rows(in size: PixelSize) -> Range<Int> {
        y.clamped(to: 0...size.height)..<(y + height).clamped(to: 0...size.height)
    }

    /// Its columns in one of its own rows, cut to the picture; may be empty.
    func columns(in row: Int, of size: PixelSize) -> Range<Int> {
        var columns = x..<(x + width)
        if shape == .ellipse {
            let reach = reach(in: row)
            columns = (x + (width - reach) / 2)..<(x + (width + 1 + reach) / 2)
        }
        return columns.clamped(to: 0..<size.width)
    }

    /// How far a centre may lie from the ellipse's own, in half pixels: the largest `dx` for which
    /// `dx² height² + dy² width² <= width² height²`.
    private func reach(in row: Int) -> Int {
        let down = Int128(2 * (row - y) + 1 - height)
        let tall = Int128(height) * Int128(height)
        return Self.squareRoot(Int(Int128(width) * Int128(width) * (tall - down * down) / tall))
    }

    /// The largest whole number whose square is not above `square`.
    private static func squareRoot(_ square: Int) -> Int {
        var root = 0
        var bit = 1 << 30
        while bit > 0 {
            let candidate = root | bit
            if candidate * candidate <= square { root = candidate }
            bit >>= 1
        }
        return root
    }
}

extension Region: CustomStringConvertible {
    /// In pixels, as the parser reads it: `rect:x:y:w:h` or `ellipse:x:y:w:h`.
    package var description: String { "\(shape.rawValue):\(x):\(y):\(width):\(height)" }
}

extension Int {
    func clamped(to limits: ClosedRange<Int>) -> Int {
        Swift.min(Swift.max(self, limits.lowerBound), limits.upperBound)
    }
}
