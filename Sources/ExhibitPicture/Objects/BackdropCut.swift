/// Takes a backdrop away from the border inwards; what is left is the object.
///
/// A hole through which the backdrop shows stays with the object: it looks the same as a spot of that colour on it,
/// and an edit that leaves out a spot is the worse mistake.
struct BackdropCut {
    let threshold: Int
    /// Things with fewer pixels are dust and go with the backdrop.
    let speck: Int

    /// - Throws: ``PictureError/backdropUnclear(_:)`` and ``PictureError/noObject(_:)``.
    func select(_ pixels: PixelBuffer, _ border: PictureBorder) throws(PictureError) -> SelectedObject {
        let backdrop = try BackdropColour(border, threshold: threshold)
        let likeness = self.likeness(of: pixels, to: backdrop.colour)
        let mask = cut(likeness, pixels)
        let (left, all) = (mask.count { $0 > 0 }, mask.count)
        guard left > 0 else { throw .noObject("all of it has the colour of its backdrop") }
        guard left < all else { throw .noObject("nothing at its edge has the colour of its backdrop") }
        let strict = RowRuns(likeness, width: pixels.width, within: 0...0).pixelsTouchingEdge()
        let lenient = RowRuns(likeness, width: pixels.width, within: 0...2).pixelsTouchingEdge()
        let stability = (all - lenient) * 1000 / max(1, all - strict)
        return SelectedObject(
            mask: Mask(pixels.size, computed: mask),
            mode: .backdrop,
            confidencePermille: backdrop.sharePermille * stability / 1000
        )
    }

    /// For every pixel 0 within half the threshold, 1 within it, 2 within half as much again, 3 beyond.
    private func likeness(of pixels: PixelBuffer, to colour: SIMD4<UInt8>) -> [UInt8] {
        let distance = BackdropDistance(from: colour)
        let limits = [1, 2, 3].map { BackdropDistance.limit(halves: threshold * $0) }
        let (near, like, doubtful) = (limits[0], limits[1], limits[2])
        let bytes = pixels.bytes.span
        return (0..<(pixels.width * pixels.height)).map { index in
            let squared = distance.squared(to: bytes.pixel(at: index &* 4))
            return (squared > near ? 1 : 0) + (squared > like ? 1 : 0) + (squared > doubtful ? 1 : 0)
        }
    }

    private func cut(_ likeness: [UInt8], _ pixels: PixelBuffer) -> [UInt8] {
        var mask = [UInt8](repeating: 255, count: likeness.count)
        let backdrop = RowRuns(likeness, width: pixels.width, within: 0...1)
        backdrop.removeTouchingEdge(from: &mask)
        let things = RowRuns(mask, width: pixels.width, within: 255...255, diagonally: true)
        things.removeSmaller(than: speck, from: &mask)
        return mask
    }
}
