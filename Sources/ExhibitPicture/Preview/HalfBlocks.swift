/// Two pixels a character cell: the upper one in the colour of `▀`, the lower one in that of its background.
enum HalfBlocks {
    /// A pixel more transparent than not shows the terminal's own background.
    static func draw(_ picture: PixelBuffer, _ colours: TerminalColours) -> String {
        var text = ""
        for y in stride(from: 0, to: picture.height, by: 2) {
            var current = ""
            for x in 0..<picture.width {
                let cell = cell(visible(picture[x, y]), visible(picture[x, y + 1]), colours)
                if cell.style != current { text += "\u{1B}[\(cell.style)m" }
                current = cell.style
                text += cell.character
            }
            text += current == "0" ? "\n" : "\u{1B}[0m\n"
        }
        return text
    }

    private static func visible(_ colour: Colour) -> Colour? { colour.alpha >= 128 ? colour : nil }

    private static func cell(
        _ upper: Colour?,
        _ lower: Colour?,
        _ colours: TerminalColours
    ) -> (style: String, character: String) {
        switch (upper, lower) {
        case (nil, nil): ("0", " ")
        case (nil, let lower?): ("0;38;\(colours.parameters(lower))", "▄")
        case (let upper?, nil): ("0;38;\(colours.parameters(upper))", "▀")
        case (let upper?, let lower?):
            ("38;\(colours.parameters(upper));48;\(colours.parameters(lower))", "▀")
        }
    }
}
