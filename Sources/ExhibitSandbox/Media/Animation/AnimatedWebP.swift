import ExhibitPicture

/// A WebP that moves (RFC 9649 §2.7): the word, and beneath it a bar that grows.
struct AnimatedWebP {
    let prompt: String
    /// At most 16384, as a WebP's are.
    let width: Int
    let height: Int
    let frames: Int
    let milliseconds: Int

    func bytes() -> [UInt8] {
        var chunks = [
            RIFFWriter.chunk("VP8X", [2, 0, 0, 0] + little(width - 1, 3) + little(height - 1, 3)),
            RIFFWriter.chunk("ANIM", [255, 255, 255, 255, 0, 0]),
            frame(0, x: 0, y: 0, still),
        ]
        for index in 1..<max(1, frames) {
            let (x, piece) = bar(index)
            chunks.append(frame(index, x: x, y: barTop, piece))
        }
        return RIFFWriter.file("WEBP", chunks + [RIFFWriter.mark])
    }

    /// Of the hues of one prompt; they differ in green alone.
    private var colours: (dark: Colour, bright: Colour) {
        var seed = PictureSeed(prompt)
        let (red, blue) = (UInt8(seed.number(20...90)), UInt8(seed.number(60...140)))
        return (Colour(red, 40, blue), Colour(red, 230, blue))
    }

    private var still: PixelBuffer {
        var pixels = PixelBuffer(width: width, height: height, colours.dark)
        let word = SandboxPicture.word
        let scale = max(1, min(width * 8 / 10 / BitmapFont.width(word, scale: 1), height / 3 / BitmapFont.glyphHeight))
        pixels.draw(
            word,
            x: (width - BitmapFont.width(word, scale: scale)) / 2,
            y: (height - BitmapFont.glyphHeight * scale) / 2,
            scale: scale,
            colours.bright
        )
        return pixels
    }

    /// Frames lie at even places only.
    private var barTop: Int { max(0, height - height / 16) & ~1 }

    private func bar(_ index: Int) -> (x: Int, PixelBuffer) {
        let x = (index * width / max(1, frames)) & ~1
        let size = (min(width - x, width / max(1, frames) + 2), height - barTop)
        return (x, PixelBuffer(width: max(1, size.0), height: max(1, size.1), colours.bright))
    }

    private func frame(_ index: Int, x: Int, y: Int, _ pixels: PixelBuffer) -> [UInt8] {
        let duration = (index + 1) * milliseconds / frames - index * milliseconds / frames
        let doNotBlend: UInt8 = 2
        let head =
            little(x / 2, 3) + little(y / 2, 3) + little(pixels.width - 1, 3) + little(pixels.height - 1, 3)
            + little(duration, 3) + [doNotBlend]
        return RIFFWriter.chunk("ANMF", head + RIFFWriter.chunk("VP8L", VP8L.encode(pixels)))
    }

    private func little(_ value: Int, _ bytes: Int) -> [UInt8] { RIFFWriter.little(value, bytes) }
}
