package import ExhibitModel

/// A picture as rows of RGBA, eight bits each, top to bottom, not premultiplied.
package struct PixelBuffer: Sendable, Hashable {
    package let width: Int
    package let height: Int
    /// `width * height * 4` of them.
    package private(set) var bytes: [UInt8]

    /// Filled with one colour.
    ///
    /// A size below 1x1 is our bug.
    package init(width: Int, height: Int, _ colour: Colour = .clear) {
        precondition(width > 0 && height > 0, "a picture has pixels")
        self.width = width
        self.height = height
        bytes = []
        bytes.reserveCapacity(width * height * 4)
        let row = Self.span(width, colour)
        for _ in 0..<height { bytes += row }
    }

    /// The pixels of a decoder; nil when their number is not that of the size.
    package init?(width: Int, height: Int, bytes: [UInt8]) {
        guard width > 0, height > 0, bytes.count == width * height * 4 else { return nil }
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    package var size: PixelSize { PixelSize(width: width, height: height) }

    /// Outside the picture: ``Colour/clear``.
    package subscript(x: Int, y: Int) -> Colour {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return .clear }
        let at = (y * width + x) * 4
        return Colour(bytes[at], bytes[at + 1], bytes[at + 2], alpha: bytes[at + 3])
    }

    /// Replaces what is there; parts outside the picture are left out.
    package mutating func fill(x: Int, y: Int, width: Int, height: Int, _ colour: Colour) {
        let columns = max(0, x)..<max(0, x, min(self.width, x + width))
        let rows = max(0, y)..<max(0, y, min(self.height, y + height))
        guard !columns.isEmpty, !rows.isEmpty else { return }
        let span = Self.span(columns.count, colour)
        for row in rows {
            let at = (row * self.width + columns.lowerBound) * 4
            bytes.replaceSubrange(at..<(at + span.count), with: span)
        }
    }

    /// Replaces what is there by `picture`, its top left corner at (`x`, `y`); parts outside are left out.
    package mutating func paste(_ picture: PixelBuffer, x: Int, y: Int) {
        let columns = max(0, x)..<max(0, x, min(width, x + picture.width))
        let rows = max(0, y)..<max(0, y, min(height, y + picture.height))
        guard !columns.isEmpty else { return }
        for row in rows {
            let from = ((row - y) * picture.width + columns.lowerBound - x) * 4
            let to = (row * width + columns.lowerBound) * 4
            let length = columns.count * 4
            bytes.replaceSubrange(to..<(to + length), with: picture.bytes[from..<(from + length)])
        }
    }

    /// From one colour at the top to another at the bottom.
    package mutating func fillGradient(from top: Colour, to bottom: Colour) {
        for row in 0..<height {
            fill(x: 0, y: row, width: width, height: 1, top.mixed(with: bottom, part: row * 256 / height))
        }
    }

    package mutating func fillDisc(x: Int, y: Int, radius: Int, _ colour: Colour) {
        guard radius > 0 else { return }
        var half = 0
        for row in stride(from: -radius, through: radius, by: 1) {
            while half * half + row * row < radius * radius { half += 1 }
            while half > 0, half * half + row * row > radius * radius { half -= 1 }
            fill(x: x - half, y: y + row, width: half * 2 + 1, height: 1, colour)
        }
    }

    private static func span(_ pixels: Int, _ colour: Colour) -> [UInt8] {
        var span: [UInt8] = []
        span.reserveCapacity(pixels * 4)
        for _ in 0..<pixels { span += [colour.red, colour.green, colour.blue, colour.alpha] }
        return span
    }
}
