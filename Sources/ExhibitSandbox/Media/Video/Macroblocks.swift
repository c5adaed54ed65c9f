import ExhibitPicture

/// A picture as macroblocks of H.264: 16 by 16 pixels as 256 bytes of Y, 64 of U and 64 of V (BT.601, studio range).
struct Macroblocks {
    let columns: Int
    let rows: Int
    private let pixels: PixelBuffer

    init(_ pixels: PixelBuffer) {
        self.pixels = pixels
        columns = (pixels.width + 15) / 16
        rows = (pixels.height + 15) / 16
    }

    /// From left to right, from top to bottom; pixels beyond the picture repeat its edge.
    func block(_ number: Int) -> [UInt8] {
        let (left, top) = (number % columns * 16, number / columns * 16)
        var block: [UInt8] = []
        block.reserveCapacity(384)
        for y in 0..<16 {
            for x in 0..<16 { block.append(Self.luma(colour(left + x, top + y))) }
        }
        for isRed in [false, true] {
            for y in 0..<8 {
                for x in 0..<8 { block.append(Self.chroma(colour(left + 2 * x, top + 2 * y), isRed)) }
            }
        }
        return block
    }

    /// A macroblock of one grey.
    static func grey(_ luma: UInt8) -> [UInt8] {
        [UInt8](repeating: luma, count: 256) + [UInt8](repeating: 128, count: 128)
    }

    private func colour(_ x: Int, _ y: Int) -> Colour {
        pixels[min(x, pixels.width - 1), min(y, pixels.height - 1)]
    }

    private static func luma(_ colour: Colour) -> UInt8 {
        let (red, green, blue) = (Int(colour.red), Int(colour.green), Int(colour.blue))
        let sum = 66 * red + 129 * green + 25 * blue + 128
        return UInt8(sum >> 8 + 16)
    }

    private static func chroma(_ colour: Colour, _ isRed: Bool) -> UInt8 {
        let (red, green, blue) = (Int(colour.red), Int(colour.green), Int(colour.blue))
        let sum = isRed ? 112 * red - 94 * green - 18 * blue : 112 * blue - 74 * green - 38 * red
        return UInt8((sum + 128) >> 8 + 128)
    }
}
