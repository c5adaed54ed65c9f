extension DriftMeasure {
    /// The mask's outline.
    private static let outline = SIMD4<UInt8>(0, 200, 255, 255)

    /// Where the result differs from its original outside of the mask: the brighter the red, the more.
    ///
    /// Everything else is the original in dim greys, with a line along the mask's inner edge. Opaque, and the same pixels
    /// for the same pictures.
    package static func heatMap(original: PixelBuffer, result: PixelBuffer, mask: Mask) -> PixelBuffer {
        precondition(mask.size == original.size, "a mask lies on its original")
        let laid = Resampler.resize(result, to: original.size).bytes
        var bytes = [UInt8](pixelsOf: original.size)
        var written = bytes.mutableSpan
        let (before, after, levels) = (original.bytes.span, laid.span, mask.bytes.span)
        for at in levels.indices {
            let pixel = before.pixel(at: at * 4)
            if levels[at] == 0 {
                written.setPixel(at: at * 4, heat(pixel, after.pixel(at: at * 4)))
            } else {
                let isEdge = isEdge(at, of: levels, width: mask.width)
                written.setPixel(at: at * 4, isEdge ? outline : dimmed(pixel))
            }
        }
        return PixelBuffer(original.size, computed: bytes)
    }

    /// The greatest difference of the four channels, from 1 as dark red to 255 as full red.
    private static func heat(_ before: SIMD4<UInt8>, _ after: SIMD4<UInt8>) -> SIMD4<UInt8> {
        guard before != after else { return dimmed(before) }
        var difference: UInt32 = 0
        for channel in 0..<4 { difference = max(difference, distance(before[channel], after[channel])) }
        let grey = dimmed(before).x / 4
        return SIMD4(UInt8(96 + difference * 159 / 255), grey, grey, 255)
    }

    private static func distance(_ one: UInt8, _ other: UInt8) -> UInt32 {
        UInt32(max(one, other) - min(one, other))
    }

    private static func dimmed(_ pixel: SIMD4<UInt8>) -> SIMD4<UInt8> {
        let grey = Mask.luma(pixel.x, pixel.y, pixel.z) / 2
        return SIMD4(grey, grey, grey, 255)
    }

    /// A neighbour above, below or beside it is outside; the picture's edge is none.
    private static func isEdge(_ at: Int, of levels: Span<UInt8>, width: Int) -> Bool {
        let column = at % width
        return at >= width && levels[at - width] == 0 || at + width < levels.count && levels[at + width] == 0
            || column > 0 && levels[at - 1] == 0 || column < width - 1 && levels[at + 1] == 0
    }
}
