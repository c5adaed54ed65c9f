import ExhibitMedia
import ExhibitPicture

/// A picture that follows from its request alone, and that nobody can take for a model's work.
struct SandboxPicture {
    let prompt: String
    /// From 0; the pictures of one reply differ.
    let index: Int
    let width: Int
    let height: Int
    var transparent = false
    /// What the request brought along: `640x480 PNG + 1, INPUTS 1A2B3C4D`.
    var inputs: String?

    static let word = "SANDBOX"

    func png() -> [UInt8] { png(pixels()) }

    /// The pixels as a file that says what it is.
    func png(_ pixels: PixelBuffer) -> [UInt8] {
        PictureWriter.png(
            pixels,
            text: [
                (
                    SimulationMark.keyword,
                    "\(SimulationMark.meaning); prompt \(PictureSeed(prompt).hex), picture \(index + 1)"
                )
            ]
        )
    }

    func pixels() -> PixelBuffer {
        var seed = PictureSeed("\(prompt)\u{0}\(index)\u{0}\(inputs ?? "")")
        var pixels = PixelBuffer(width: width, height: height)
        let hue = seed.number(0...5)
        let dark = Self.colour(hue, 30 + seed.number(0...20), 95)
        if !transparent {
            pixels.fillGradient(from: dark, to: Self.colour(hue + seed.number(1...2), 60, 190))
        }
        drawShapes(on: &pixels, hue, &seed)
        write(on: &pixels, dark)
        return pixels
    }

    private func drawShapes(on pixels: inout PixelBuffer, _ hue: Int, _ seed: inout PictureSeed) {
        let unit = max(4, min(width, height))
        for _ in 0..<seed.number(7...11) {
            let colour = Self.colour(hue + seed.number(0...3), seed.number(60...120), seed.number(170...250))
            let x = seed.number(0...1000) * width / 1000
            let y = seed.number(0...1000) * height / 1000
            let size = unit * seed.number(6...22) / 100
            switch seed.number(0...2) {
            case 0:
                pixels.fillDisc(x: x, y: y, radius: size, colour)
            case 1:
                pixels.fillDisc(x: x, y: y, radius: size, colour)
                pixels.fillDisc(x: x, y: y, radius: size * 6 / 10, colour.mixed(with: .white, part: 110))
            default:
                pixels.fill(x: x - size, y: y - size / 3, width: size * 2, height: max(1, size * 2 / 3), colour)
            }
        }
    }

    /// The word on a band across the middle, and beneath it what the picture is.
    private func write(on pixels: inout PixelBuffer, _ dark: Colour) {
        let scale = max(
            1,
            min(width * 8 / 10 / BitmapFont.width(Self.word, scale: 1), height / 3 / BitmapFont.glyphHeight)
        )
        let high = BitmapFont.glyphHeight * scale
        let small = max(1, scale / 6)
        let line = (BitmapFont.glyphHeight + 3) * small
        let lines = captions
        let gap = 6 * small
        let total = high + gap + lines.count * line
        let top = (height - total) / 2
        let band = Colour(dark.red / 2, dark.green / 2, dark.blue / 2)
        pixels.fill(x: 0, y: top - 2 * scale, width: width, height: total + 4 * scale, band)
        draw(Self.word, on: &pixels, y: top, scale: scale, .white)
        for (number, text) in lines.enumerated() {
            draw(text, on: &pixels, y: top + high + gap + number * line, scale: small, Colour(255, 214, 90))
        }
    }

    private var captions: [String] {
        let first = "prompt \(PictureSeed(prompt).hex) #\(index + 1)  \(width)x\(height)"
        let last = "drawn by exhibit - no model made this"
        return inputs.map { [first, $0, last] } ?? [first, last]
    }

    private func draw(_ text: String, on pixels: inout PixelBuffer, y: Int, scale: Int, _ colour: Colour) {
        let x = (width - BitmapFont.width(text, scale: scale)) / 2
        pixels.draw(text, x: x, y: y, scale: scale, colour)
    }

    /// One of six hues (red, yellow, green, cyan, blue, magenta) between two levels.
    private static func colour(_ hue: Int, _ low: Int, _ high: Int) -> Colour {
        let (low, high) = (UInt8(clamping: low), UInt8(clamping: high))
        switch hue % 6 {
        case 0: return Colour(high, low, low)
        case 1: return Colour(high, high, low)
        case 2: return Colour(low, high, low)
        case 3: return Colour(low, high, high)
        case 4: return Colour(low, low, high)
        default: return Colour(high, low, high)
        }
    }
}
