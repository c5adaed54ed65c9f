/// The one colour of a backdrop, as a picture's border tells it.
struct BackdropColour: Sendable, Hashable {
    let colour: SIMD4<UInt8>
    /// How much of the border has it.
    let sharePermille: Int

    /// Takes the corner that most of the border agrees with, then the mean of what agrees.
    ///
    /// Two corners and three fifths of the border must: an object may stand on the lower edge and hide both corners
    /// there, but of a border in two halves nobody could say which is the backdrop.
    ///
    /// - Throws: ``PictureError/backdropUnclear(_:)``.
    init(_ border: PictureBorder, threshold: Int) throws(PictureError) {
        guard border.corners.allSatisfy({ $0.w >= 128 }) else {
            throw .backdropUnclear("its corners are transparent: select by alpha")
        }
        let limit = BackdropDistance.limit(halves: threshold * 2)
        var best: (pixels: [SIMD4<UInt8>], corners: Int) = ([], 0)
        for corner in border.corners {
            let distance = BackdropDistance(from: corner)
            let like = border.pixels.filter { distance.squared(to: $0) <= limit }
            guard like.count > best.pixels.count else { continue }
            best = (like, border.corners.count { distance.squared(to: $0) <= limit })
        }
        guard best.corners >= 2 else { throw .backdropUnclear("no two of its corners have the same colour") }
        let share = best.pixels.count * 1000 / border.pixels.count
        guard share >= 600 else {
            throw .backdropUnclear("only \(share / 10) % of its border has one colour")
        }
        colour = PictureBorder.mean(best.pixels)
        sharePermille = share
    }
}
