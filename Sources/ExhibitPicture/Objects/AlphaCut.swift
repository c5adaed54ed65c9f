/// An object as the picture's opacity shows it, soft edges included.
enum AlphaCut {
    static func select(_ picture: DecodedPicture) throws(PictureError) -> SelectedObject {
        let opacity = self.opacity(of: picture.pixels)
        guard picture.hasAlpha, opacity.contains(where: { $0 < 255 }) else { throw .noAlpha }
        guard opacity.contains(where: { $0 > 0 }) else { throw .noObject("all of it is transparent") }
        let mask = Mask(picture.pixels.size, computed: opacity)
        return SelectedObject(mask: mask, mode: .alpha, confidencePermille: 1000)
    }

    /// At least one pixel in a hundred is more transparent than not, and one is more opaque: less is a rounded corner
    /// or a stray pixel of an export, not a picture that was cut out.
    static func isMeaningful(_ picture: DecodedPicture) -> Bool {
        guard picture.hasAlpha else { return false }
        let opacity = self.opacity(of: picture.pixels)
        let transparent = opacity.count { $0 < 128 }
        let share = (opacity.count + 99) / 100
        return transparent >= share && opacity.count - transparent >= share
    }

    private static func opacity(of pixels: PixelBuffer) -> [UInt8] {
        let bytes = pixels.bytes.span
        return (0..<(pixels.width * pixels.height)).map { bytes[$0 &* 4 &+ 3] }
    }
}
