import ExhibitModel

/// A picture as text that a terminal draws.
package enum TerminalPicture {
    /// A cell is taken to be so many pixels wide, and twice as high: what is finer would not be seen.
    private static let cellWidth = 10

    /// The picture, at most `columns` cells wide and never larger than it is, on lines of its own.
    ///
    /// What is transparent shows the terminal's own background.
    package static func draw(_ picture: PixelBuffer, protocol kind: TerminalProtocol, columns: Int) -> String {
        precondition(columns > 0, "a picture has columns")
        switch kind {
        case .halfBlocks(let colours): return HalfBlocks.draw(narrowed(picture, to: columns), colours)
        case .sixel: return Sixels.draw(narrowed(picture, to: columns * cellWidth)) + "\n"
        case .kitty, .iTerm2:
            let small = narrowed(picture, to: columns * cellWidth)
            let cells = (small.width + cellWidth - 1) / cellWidth
            let png = PictureWriter.png(small)
            return kind == .kitty ? kitty(png, columns: cells) : iTerm2(png, columns: cells)
        }
    }

    private static func narrowed(_ picture: PixelBuffer, to width: Int) -> PixelBuffer {
        guard picture.width > width else { return picture }
        let height = max(1, (picture.height * width + picture.width / 2) / picture.width)
        return Thumbnail.make(picture, PixelSize(width: width, height: height))
    }

    /// Transmits and displays a PNG (`a=T`, `f=100`) in pieces of at most 4096 characters; `q=2` asks for no answer,
    /// which would stand in the shell's next line.
    private static func kitty(_ png: [UInt8], columns: Int) -> String {
        let payload = Base64.encodeBytes(png)
        var text = ""
        for start in stride(from: 0, to: payload.count, by: 4096) {
            let end = min(start + 4096, payload.count)
            let isMore = end < payload.count ? 1 : 0
            let keys = start == 0 ? "a=T,f=100,c=\(columns),q=2,m=\(isMore)" : "m=\(isMore)"
            text += "\u{1B}_G\(keys);\(String(decoding: payload[start..<end], as: UTF8.self))\u{1B}\\"
        }
        return text + "\n"
    }

    private static func iTerm2(_ png: [UInt8], columns: Int) -> String {
        let keys = "inline=1;size=\(png.count);width=\(columns);preserveAspectRatio=1"
        return "\u{1B}]1337;File=\(keys):\(Base64.encode(png))\u{07}\n"
    }
}
