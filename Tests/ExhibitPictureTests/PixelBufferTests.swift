import Testing

@testable import ExhibitPicture

struct PixelBufferTests {
    /// The picture as text, one character a pixel: `#` is white.
    private func drawing(_ pixels: PixelBuffer) -> [String] {
        (0..<pixels.height).map { row in
            String((0..<pixels.width).map { pixels[$0, row] == .white ? "#" : "." })
        }
    }

    @Test func `a rectangle covers its pixels and no others`() {
        var pixels = PixelBuffer(width: 5, height: 4)
        pixels.fill(x: 1, y: 1, width: 3, height: 2, .white)
        #expect(drawing(pixels) == [".....", ".###.", ".###.", "....."])
    }

    @Test(arguments: [(-9, -9), (9, 0), (0, 9), (-3, 2), (4, 3)])
    func `a rectangle beyond the edge is cut`(x: Int, y: Int) {
        var pixels = PixelBuffer(width: 5, height: 4)
        pixels.fill(x: x, y: y, width: 4, height: 4, .white)
        let expected = (0..<4).map { row in
            String((0..<5).map { (x..<(x + 4)).contains($0) && (y..<(y + 4)).contains(row) ? "#" : "." })
        }
        #expect(drawing(pixels) == expected)
        #expect(pixels.bytes.count == 5 * 4 * 4)
    }

    @Test func `a disc is round`() {
        var pixels = PixelBuffer(width: 7, height: 7)
        pixels.fillDisc(x: 3, y: 3, radius: 3, .white)
        #expect(drawing(pixels) == ["...#...", ".#####.", ".#####.", "#######", ".#####.", ".#####.", "...#..."])
    }

    @Test func `letters are written dot by dot`() {
        var pixels = PixelBuffer(width: 11, height: 7)
        pixels.draw("h1", x: 0, y: 0, scale: 1, .white)
        #expect(
            drawing(pixels) == [
                "#...#...#..", "#...#..##..", "#...#...#..", "#####...#..", "#...#...#..", "#...#...#..", "#...#..###.",
            ]
        )
        #expect(BitmapFont.width("h1", scale: 3) == 33)
    }

    @Test func `every glyph has seven rows of five dots, and a sign without one is a question mark`() {
        for scalar in 32..<127 {
            let rows = BitmapFont.rows(Character(Unicode.Scalar(UInt8(scalar))))
            #expect(rows.count == 7 && rows.allSatisfy { $0 < 32 })
        }
        #expect(BitmapFont.rows("猫") == BitmapFont.rows("?"))
        #expect(BitmapFont.rows("a") == BitmapFont.rows("A"))
    }

    @Test func `a gradient goes from one colour towards the other`() {
        var pixels = PixelBuffer(width: 1, height: 3)
        pixels.fillGradient(from: Colour(0, 90, 255), to: Colour(255, 90, 0))
        #expect((0..<3).map { pixels[0, $0].red } == [0, 84, 169])
        #expect((0..<3).allSatisfy { pixels[0, $0].green == 90 && pixels[0, $0].alpha == 255 })
    }

    @Test func `bytes of another number are refused`() {
        #expect(PixelBuffer(width: 2, height: 2, bytes: [UInt8](repeating: 0, count: 15)) == nil)
        #expect(PixelBuffer(width: 0, height: 2, bytes: []) == nil)
    }
}
