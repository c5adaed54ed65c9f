import ExhibitMedia
import ExhibitPicture

/// A picture for a request, with what was ordered to be wrong in it.
struct DrawnPicture {
    let prompt: String
    var index = 0
    let width: Int
    let height: Int
    var transparent = false
    var inputs: [InputImage] = []
    var mask: InputImage?
    /// How the provider's masks say what is painted anew.
    var maskForm = MaskForm.grey
    var orders: [FaultOrder] = []

    func png() -> [UInt8] {
        var (width, height) = (width, height)
        if let other = orders[.otherSize] {
            (width, height) = other.argument.flatMap { SizeText.parse($0) } ?? (max(1, width / 2), max(1, height / 2))
        }
        if orders[.jpegAsPNG] != nil { return PictureDamage.jpeg }
        let picture = SandboxPicture(
            prompt: prompt,
            index: index,
            width: width,
            height: height,
            transparent: transparent,
            inputs: caption
        )
        let png = picture.png(painted(picture.pixels()))
        if orders[.truncatedImage] != nil { return PictureDamage.truncated(png) }
        if orders[.corruptImage] != nil { return PictureDamage.corrupted(png) }
        if index == 0, let big = orders[.big]?.number { return PictureDamage.padded(png, to: (big << 20) / 4 * 3) }
        return png
    }

    /// A picture of another size than its input is a new one: no mask fits it.
    private func painted(_ drawn: PixelBuffer) -> PixelBuffer {
        guard orders[.ignoresMask] == nil, let input = inputs.first, let mask,
            let edit = MaskedEdit(input, mask, maskForm), edit.original.size == drawn.size
        else { return drawn }
        return edit.painting(drawn)
    }

    private var caption: String? {
        guard let first = inputs.first else { return nil }
        var sum = CRC32()
        for input in inputs { sum.update(input.bytes[...]) }
        if let mask { sum.update(mask.bytes[...]) }
        let more = inputs.count > 1 ? " + \(inputs.count - 1)" : ""
        let masked = mask == nil ? "" : " + mask"
        return "edit of \(first.caption)\(more)\(masked) - inputs \(String(sum.value, radix: 16))"
    }
}
