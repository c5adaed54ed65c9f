package import ExhibitModel

/// A picture on a larger canvas, whose new area is to be painted.
package struct Outpaint: Sendable, Hashable {
    package let left: Int
    package let right: Int
    package let top: Int
    package let bottom: Int
    package let mode: OutpaintMode
    /// Of ``OutpaintMode/solid``.
    package let background: Colour
    /// The sigma of ``OutpaintMode/blur``, as it is recorded.
    package let blurRadius: String
    /// What the model wants width and height to be multiples of.
    package let alignedTo: Int
    private let sigma: Sigma

    /// Throws ``PictureError/invalidOperation(_:)`` for a margin below 0, an alignment below 1 or a text that is no
    /// sigma.
    package init(
        left: Int = 0,
        right: Int = 0,
        top: Int = 0,
        bottom: Int = 0,
        mode: OutpaintMode = .transparent,
        background: Colour = .clear,
        blurRadius: String = "24",
        alignedTo: Int = 1
    ) throws(PictureError) {
        // A picture has no more pixels than that on an edge; beyond, sums could overflow.
        guard [left, right, top, bottom].allSatisfy((0...Self.widest).contains) else {
            throw .invalidOperation("a canvas grows by 0 to \(Self.widest) pixels on each side")
        }
        guard (1...Self.widest).contains(alignedTo) else {
            throw .invalidOperation("a canvas is aligned to 1 to \(Self.widest) pixels")
        }
        sigma = try Sigma(blurRadius)
        self.left = left
        self.right = right
        self.top = top
        self.bottom = bottom
        self.mode = mode
        self.background = background
        self.blurRadius = blurRadius
        self.alignedTo = alignedTo
    }

    private static let widest = 99_999

    /// Padding for the alignment goes to the right and the bottom, and counts as new area.
    package func size(of source: PixelSize) -> PixelSize {
        PixelSize(width: aligned(left + source.width + right), height: aligned(top + source.height + bottom))
    }

    /// The source's pixels are as they were.
    ///
    /// Throws ``PictureError/tooManyPixels(_:limit:)``.
    package func canvas(
        _ source: PixelBuffer,
        limits: PictureLimits = .standard
    ) throws(PictureError) -> PixelBuffer {
        let size = size(of: source.size)
        try limits.check(size)
        var canvas =
            switch mode {
            case .transparent: PixelBuffer(width: size.width, height: size.height)
            case .solid: PixelBuffer(width: size.width, height: size.height, background)
            case .blur: StretchedBlur(sigma).canvas(source, size: size, besides: area(of: source.size))
            }
        canvas.paste(source, x: left, y: top)
        return canvas
    }

    /// 255 wherever the source is not.
    ///
    /// Throws ``PictureError/tooManyPixels(_:limit:)``.
    package func mask(_ source: PixelSize, limits: PictureLimits = .standard) throws(PictureError) -> Mask {
        let size = size(of: source)
        try limits.check(size)
        let area = area(of: source)
        var bytes = [UInt8](repeating: 255, count: size.width * size.height)
        let nothing = [UInt8](repeating: 0, count: source.width)
        for row in area.rows {
            let start = row * size.width
            bytes.replaceSubrange((start + left)..<(start + left + source.width), with: nothing)
        }
        return Mask(size, computed: bytes)
    }

    private func area(of source: PixelSize) -> (columns: Range<Int>, rows: Range<Int>) {
        (left..<(left + source.width), top..<(top + source.height))
    }

    private func aligned(_ length: Int) -> Int { (length + alignedTo - 1) / alignedTo * alignedTo }
}
