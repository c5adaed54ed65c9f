/// One row of a blurred canvas at the centres of its cells, in 128ths of a level times twice the cells' width.
struct BlurLine {
    let cells: [SIMD4<UInt32>]
    let shift: Int
    /// Cells to the left of the canvas.
    let margin: Int

    /// Writes some columns of a row whose first pixel is the `start`th of the canvas.
    func write(_ range: Range<Int>, of start: Int, into bytes: inout [UInt8]) {
        let line = cells.span
        var output = bytes.mutableSpan
        let cell = 1 << shift
        let bits = UInt32(2 * (shift + 1))
        let half = SIMD4<UInt32>(repeating: 1 << (bits - 1))
        for x in range {
            let across = 2 * x + 1 + cell * (2 * margin - 1)
            let column = across >> (shift + 1)
            let part = UInt32(truncatingIfNeeded: across & (2 * cell - 1))
            let rest = UInt32(truncatingIfNeeded: 2 * cell) - part
            let next = part == 0 ? column : column + 1
            let level = (line[column] &* rest &+ line[next] &* part &+ half) &>> bits
            output.setPixel(at: (start + x) * 4, Self.pixel(level))
        }
    }

    @inline(__always)
    private static func pixel(_ level: SIMD4<UInt32>) -> SIMD4<UInt8> {
        guard level.w < 255 << 7 else { return SIMD4(truncatingIfNeeded: (level &+ 64) &>> 7) }
        return WorkingScale.encoded.pixel(SIMD4(truncatingIfNeeded: level &>> 1))
    }
}
