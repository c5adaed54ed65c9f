/// The few colours that stand for all of a picture's, by median cut (Heckbert 1982) of its 15-bit colours.
struct ColourPalette {
    private(set) var colours: [Colour] = []
    /// For each 15-bit colour of the picture, the number of the colour that stands for it.
    private var numbers = [UInt8](repeating: 0, count: 1 << 15)

    /// `limit` is 256 at most; pixels more transparent than not have no say.
    init(of picture: PixelBuffer, limit: Int) {
        precondition((1...256).contains(limit), "a palette has 1 to 256 colours")
        let cells = ColourCell.cells(of: picture)
        guard !cells.isEmpty else { return }
        var boxes = [ColourBox(cells)]
        while boxes.count < limit,
            let widest = boxes.indices.max(by: { boxes[$0].priority < boxes[$1].priority }),
            let (one, other) = boxes[widest].halves()
        {
            boxes[widest] = one
            boxes.append(other)
        }
        for (number, box) in boxes.enumerated() {
            colours.append(box.mean)
            for cell in box.cells { numbers[cell.index] = UInt8(number) }
        }
    }

    /// Nil for what is more transparent than not.
    func number(of colour: Colour) -> Int? {
        guard colour.alpha >= 128 else { return nil }
        return Int(numbers[ColourCell.index(SIMD4(colour.red, colour.green, colour.blue, 255))])
    }
}
