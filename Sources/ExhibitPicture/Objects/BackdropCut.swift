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
        let backdropRuns = RowRuns(likeness, width: pixels.width, within: 0...0)
        let lenientRuns = RowRuns(likeness, width: pixels.width, within: 0...1)
        let all = likeness.count
        let object = all - backdropRuns.pixelsTouchingEdge()
        guard object < all else { throw .noObject("nothing at its edge has the colour of its backdrop") }
        var mask = [UInt8](repeating: 255, count: all)
        backdropRuns.removeTouchingEdge(from: &mask)
        RowRuns(mask, width: pixels.width, within: 255...255, diagonally: true).removeSmaller(than: speck, from: &mask)
        guard mask.contains(255) else { throw .noObject("all of it has the colour of its backdrop") }
        let stability = (all - lenientRuns.pixelsTouchingEdge()) * 1000 / object
        return SelectedObject(
            mask: Mask(pixels.size, computed: mask),
            mode: .backdrop,
            confidencePermille: backdrop.sharePermille * stability / 1000
        )
    }

    /// For every pixel 0 within the threshold, 1 within half as much again, 2 beyond.
    private func likeness(of pixels: PixelBuffer, to colour: SIMD4<UInt8>) -> [UInt8] {
        let distance = BackdropDistance(from: colour)
        let like = BackdropDistance.limit(halves: threshold * 2)
        let doubtful = BackdropDistance.limit(halves: threshold * 3)
        let bytes = pixels.bytes.span
        var likeness = [UInt8](repeating: 0, count: pixels.width * pixels.height)
        var written = likeness.mutableSpan
        for index in written.indices {
            let squared = distance.squared(to: bytes.pixel(at: index &* 4))
            written[index] = (squared > like ? 1 : 0) &+ (squared > doubtful ? 1 : 0)
        }
        return likeness
    }
}
