/// Puts a result back into its original.
package enum Composite {
    /// The original's own bytes where the mask is 0, the result's where it is 255, between them a mix by the mask.
    ///
    /// A result of another size is resized to the original's first. Colours are mixed by their opacity, so that what is
    /// transparent lends none. The mask is of the original's size, anything else is our bug.
    package static func preservingOutside(original: PixelBuffer, result: PixelBuffer, mask: Mask) -> PixelBuffer {
        precondition(mask.size == original.size, "a mask lies on its original")
        let laid = Resampler.resize(result, to: original.size).bytes
        var bytes = original.bytes
        var written = bytes.mutableSpan
        let (kept, edited, levels) = (original.bytes.span, laid.span, mask.bytes.span)
        for at in levels.indices where levels[at] > 0 {
            let offset = at * 4
            let pixel = mix(kept.pixel(at: offset), edited.pixel(at: offset), part: levels[at])
            written.setPixel(at: offset, pixel)
        }
        return PixelBuffer(original.size, computed: bytes)
    }

    /// `part` of 255 of `other`, halves up.
    static func mix(_ one: SIMD4<UInt8>, _ other: SIMD4<UInt8>, part: UInt8) -> SIMD4<UInt8> {
        guard part < 255 else { return other }
        let first = UInt32(one.w) * UInt32(255 - part)
        let second = UInt32(other.w) * UInt32(part)
        let whole = first + second
        guard whole > 0 else { return .zero }
        let colours =
            SIMD4<UInt32>(truncatingIfNeeded: one) &* first &+ SIMD4(truncatingIfNeeded: other) &* second
        var mixed = SIMD4<UInt8>(truncatingIfNeeded: (colours &+ whole / 2) / whole)
        mixed.w = UInt8((whole + 127) / 255)
        return mixed
    }
}
