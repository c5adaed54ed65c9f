import ExhibitModel

/// Each square of so many pixels becomes one: their mean, colours weighed by opacity.
enum BoxShrink {
    /// Sums of a larger square could outgrow 32 bits.
    static let greatest = 128

    /// The size is rounded up: squares at the right and bottom edge hold fewer pixels.
    static func shrink(_ picture: PixelBuffer, by factor: Int) -> PixelBuffer {
        precondition((1...greatest).contains(factor), "sums of such squares do not fit")
        let size = PixelSize(
            width: (picture.width + factor - 1) / factor,
            height: (picture.height + factor - 1) / factor
        )
        var bytes = [UInt8](pixelsOf: size)
        var output = bytes.mutableSpan
        var sums = [SIMD4<UInt32>](repeating: .zero, count: size.width)
        for row in 0..<size.height {
            let rows = row * factor..<min(picture.height, (row + 1) * factor)
            for y in rows { add(picture, row: y, by: factor, to: &sums) }
            for column in 0..<size.width {
                let columns = min(picture.width, (column + 1) * factor) - column * factor
                let pixels = UInt32(rows.count * columns)
                output.setPixel(at: (row * size.width + column) * 4, mean(sums[column], of: pixels))
                sums[column] = .zero
            }
        }
        return PixelBuffer(size, computed: bytes)
    }

    private static func add(_ picture: PixelBuffer, row: Int, by factor: Int, to sums: inout [SIMD4<UInt32>]) {
        let pixels = picture.bytes.span
        var offset = row * picture.width * 4
        var left = picture.width
        for column in sums.indices {
            var sum = sums[column]
            for _ in 0..<min(factor, left) {
                let pixel = SIMD4<UInt32>(truncatingIfNeeded: pixels.pixel(at: offset))
                sum &+= pixel &* SIMD4(pixel.w, pixel.w, pixel.w, 1)
                offset &+= 4
            }
            left -= factor
            sums[column] = sum
        }
    }

    private static func mean(_ sum: SIMD4<UInt32>, of pixels: UInt32) -> SIMD4<UInt8> {
        guard sum.w > 0 else { return .zero }
        let colour = (sum &+ sum.w / 2) / sum.w
        return SIMD4(UInt8(colour.x), UInt8(colour.y), UInt8(colour.z), UInt8((sum.w + pixels / 2) / pixels))
    }
}
