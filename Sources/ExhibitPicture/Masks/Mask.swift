package import ExhibitModel

/// Where a picture is to change: eight bits a pixel, row by row, 255 = edit, 0 = keep, between = mix.
///
/// The one form in which masks are made, measured and recorded; each provider's own form is derived from it.
package struct Mask: Sendable, Hashable {
    package let width: Int
    package let height: Int
    /// `width * height` of them.
    package internal(set) var bytes: [UInt8]

    /// Keeps everything.
    ///
    /// A size below 1x1 is our bug.
    package init(width: Int, height: Int) {
        precondition(width > 0 && height > 0, "a mask has pixels")
        self.width = width
        self.height = height
        bytes = [UInt8](repeating: 0, count: width * height)
    }

    /// Nil when the number of bytes is not that of the size.
    package init?(width: Int, height: Int, bytes: [UInt8]) {
        guard width > 0, height > 0, bytes.count == width * height else { return nil }
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    package var size: PixelSize { PixelSize(width: width, height: height) }

    /// Pixels that are edited, be it in part.
    package var editedCount: Int {
        let bytes = bytes.span
        return stride(from: 0, to: bytes.count, by: 255).reduce(0) { count, start in
            count + Int(Self.editedCount(bytes.extracting(start..<min(bytes.count, start + 255))))
        }
    }

    /// Of up to 255 pixels, as many as one byte can count: the compiler adds up whole vectors of bytes.
    @inline(never)
    private static func editedCount(_ levels: Span<UInt8>) -> UInt8 {
        var count: UInt8 = 0
        // The highest bit of a number or of its negative is set, but for 0: with a condition the loop is not vectorised.
        for at in levels.indices { count &+= (levels[at] | (0 &- levels[at])) &>> 7 }
        return count
    }

    /// Edits what was kept, and keeps what was edited.
    package func inverted() -> Mask {
        var inverted = self
        inverted.invert()
        return inverted
    }

    mutating func invert() {
        var bytes = bytes.mutableSpan
        for at in bytes.indices { bytes[at] = 255 - bytes[at] }
    }
}
