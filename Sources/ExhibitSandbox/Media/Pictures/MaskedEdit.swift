import ExhibitPicture

/// The work of a provider that keeps to its mask: outside of it, not a pixel of the input changes.
struct MaskedEdit {
    let original: PixelBuffer
    private let mask: Mask

    /// Nil when one of the two cannot be decoded, or they differ in size: such a mask says nothing.
    init?(_ input: InputImage, _ mask: InputImage, _ form: MaskForm) {
        do throws(PictureError) {
            original = try PictureReader.read(input.bytes).pixels
            self.mask = try Mask(PictureReader.read(mask.bytes), form: form)
        } catch {
            return nil
        }
        guard self.mask.size == original.size else { return nil }
    }

    func painting(_ drawn: PixelBuffer) -> PixelBuffer {
        Composite.preservingOutside(original: original, result: drawn, mask: mask)
    }
}
