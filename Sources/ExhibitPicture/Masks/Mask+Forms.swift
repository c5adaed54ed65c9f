extension Mask {
    /// The form that a mask file seems to have; ``MaskForm`` tells the rule.
    package static func form(of picture: DecodedPicture) -> MaskForm {
        if picture.hasAlpha, isTransparentAnywhere(picture.pixels) { return .alpha }
        return picture.isGrey ? .grey : .colour
    }

    /// A given mask file in canonical form; without a form, the one it seems to have.
    ///
    /// Throws ``PictureError/noAlpha`` when the form is ``MaskForm/alpha`` and the file has none: such a mask would edit
    /// nothing.
    package init(_ picture: DecodedPicture, form: MaskForm? = nil) throws(PictureError) {
        let form = form ?? Self.form(of: picture)
        if form == .alpha, !picture.hasAlpha { throw .noAlpha }
        self.init(picture.pixels, form: form)
    }

    private init(_ pixels: PixelBuffer, form: MaskForm) {
        self.init(width: pixels.width, height: pixels.height)
        let colours = pixels.bytes.span
        var bytes = bytes.mutableSpan
        switch form {
        case .alpha:
            for at in bytes.indices { bytes[at] = 255 - colours[at * 4 + 3] }
        case .grey, .colour:
            for at in bytes.indices {
                bytes[at] = Self.luma(colours[at * 4], colours[at * 4 + 1], colours[at * 4 + 2])
            }
        }
    }

    /// ITU-R BT.601 in 16 bits, as Pillow and ImageMagick turn colours to grey; a grey stays as it is.
    static func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        UInt8(truncatingIfNeeded: (UInt32(red) * 19_595 + UInt32(green) * 38_470 + UInt32(blue) * 7_471 + 32_768) >> 16)
    }

    /// Grey and opaque: what is hashed and shown, and sent where white means edit.
    package var pixels: PixelBuffer {
        picture { (red: $0, green: $0, blue: $0, alpha: 255) }
    }

    /// OpenAI's form: white, and as transparent as it is edited, so that a full edit has an opacity of 0.
    ///
    /// The transition of a soft mask becomes partial opacity; OpenAI promises an edit only where it is 0.
    package func transparentEdits() -> PixelBuffer {
        picture { (red: 255, green: 255, blue: 255, alpha: 255 - $0) }
    }

    private static func isTransparentAnywhere(_ pixels: PixelBuffer) -> Bool {
        let bytes = pixels.bytes.span
        return stride(from: 3, to: bytes.count, by: 4).contains { bytes[$0] < 255 }
    }

    private func picture(
        _ colour: (UInt8) -> (red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8)
    ) -> PixelBuffer {
        var colours = [UInt8](repeating: 0, count: bytes.count * 4)
        var written = colours.mutableSpan
        let levels = bytes.span
        for at in levels.indices {
            let (red, green, blue, alpha) = colour(levels[at])
            written[at * 4] = red
            written[at * 4 + 1] = green
            written[at * 4 + 2] = blue
            written[at * 4 + 3] = alpha
        }
        guard let picture = PixelBuffer(width: width, height: height, bytes: colours) else {
            preconditionFailure("four bytes were written for every pixel")
        }
        return picture
    }
}
