import ExhibitModel

/// Compares the result of an edit with the picture it began from.
package enum DriftMeasure {
    /// See ``Drift`` for what is counted; the mask is of the original's size, anything else is our bug.
    package static func measure(original: PixelBuffer, result: PixelBuffer, mask: Mask) -> Drift {
        precondition(mask.size == original.size, "a mask lies on its original")
        let laid = Resampler.resize(result, to: original.size)
        let counts = DriftCounts(original.bytes, laid.bytes, mask.bytes)
        let outside = mask.bytes.count - counts.inside
        let levels = outside * 3
        return Drift(
            outsideChangedPixels: outside == 0 ? nil : counts.changedOutside,
            outsideChangedPPM: ppm(counts.changedOutside, of: outside),
            outsideMeanAbsMilli: outside == 0 ? nil : share(1000, counts.differenceOutside, of: levels),
            insideChangedPPM: ppm(counts.changedInside, of: counts.inside),
            geometry: geometry(original.size, result.size)
        )
    }

    private static func ppm(_ part: Int, of whole: Int) -> Int? {
        guard whole > 0 else { return nil }
        return part == whole ? 1_000_000 : min(share(1_000_000, part, of: whole), 999_999)
    }

    /// `scale * part / whole` to the nearest, but not 0 for a part that is there.
    private static func share(_ scale: Int, _ part: Int, of whole: Int) -> Int {
        part == 0 ? 0 : max(1, (scale * part + whole / 2) / whole)
    }

    static func geometry(_ original: PixelSize, _ result: PixelSize) -> Drift.Geometry {
        guard original != result else { return .exact }
        // Scaled to the result's width, the original's height is off by this over its width; to its height, its width.
        let off = abs(original.height * result.width - result.height * original.width)
        return off < max(original.width, original.height) ? .resized : .differentAspect
    }
}
