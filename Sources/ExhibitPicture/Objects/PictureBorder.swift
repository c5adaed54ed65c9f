/// A frame along a picture's edges, and the four corners of it: where its backdrop shows if it has one.
struct PictureBorder {
    let pixels: [SIMD4<UInt8>]
    /// The mean of each corner's square.
    let corners: [SIMD4<UInt8>]

    /// A frame wider than half the picture is all of it.
    init(_ picture: PixelBuffer, width: Int) {
        let bytes = picture.bytes.span
        let (columns, rows) = (picture.width, picture.height)
        let across = min(width, columns)
        let along = min(width, rows)
        var pixels: [SIMD4<UInt8>] = []
        pixels.reserveCapacity(2 * (columns * along + rows * across))
        for y in 0..<rows {
            let isWhole = y < along || y >= rows - along
            for x in 0..<(isWhole ? columns : across) {
                pixels.append(bytes.pixel(at: (y * columns + x) * 4))
            }
            guard !isWhole else { continue }
            for x in max(across, columns - across)..<columns {
                pixels.append(bytes.pixel(at: (y * columns + x) * 4))
            }
        }
        self.pixels = pixels
        corners = [(0, 0), (columns - across, 0), (0, rows - along), (columns - across, rows - along)].map { x, y in
            let square = (y..<(y + along)).flatMap { row in
                (x..<(x + across)).map { bytes.pixel(at: (row * columns + $0) * 4) }
            }
            return Self.mean(square)
        }
    }

    static func mean(_ pixels: [SIMD4<UInt8>]) -> SIMD4<UInt8> {
        let sum = pixels.reduce(into: SIMD4<Int>.zero) { $0 &+= SIMD4<Int>(truncatingIfNeeded: $1) }
        return SIMD4(truncatingIfNeeded: (sum &+ pixels.count / 2) / pixels.count)
    }
}
