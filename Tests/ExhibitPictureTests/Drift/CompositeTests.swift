import Testing

@testable import ExhibitPicture

struct CompositeTests {
    @Test func `outside it is the original byte by byte, inside the result`() {
        var original = PixelBuffer(width: 3, height: 2, Colour(7, 8, 9, alpha: 3))
        original.fill(x: 0, y: 0, width: 1, height: 1, Colour(200, 100, 50, alpha: 0))
        let result = PixelBuffer(width: 3, height: 2, Colour(90, 91, 92))
        let composite = Composite.preservingOutside(original: original, result: result, mask: Mask(".#.", "..#"))
        for at in 0..<6 {
            let (x, y) = (at % 3, at / 3)
            #expect(composite[x, y] == ([1, 5].contains(at) ? result[x, y] : original[x, y]))
        }
    }

    private struct Mix: Sendable {
        let original: Colour
        let result: Colour
        let part: UInt8
        let mixed: Colour

        init(_ original: Colour, _ result: Colour, _ part: UInt8, _ mixed: Colour) {
            (self.original, self.result, self.part, self.mixed) = (original, result, part, mixed)
        }
    }

    private static let mixes = [
        // Opaque: of 255 levels, halves up.
        Mix(Colour(0, 0, 0), Colour(255, 100, 51), 100, Colour(100, 39, 20)),
        Mix(Colour(10, 20, 30), Colour(10, 20, 31), 127, Colour(10, 20, 30)),
        Mix(Colour(10, 20, 30), Colour(10, 20, 31), 128, Colour(10, 20, 31)),
        // What is transparent lends its opacity, not its colour.
        Mix(Colour(200, 10, 0), .clear, 128, Colour(200, 10, 0, alpha: 127)),
        Mix(Colour(9, 9, 9, alpha: 0), Colour(40, 50, 60), 51, Colour(40, 50, 60, alpha: 51)),
        Mix(Colour(9, 9, 9, alpha: 0), Colour(40, 50, 60, alpha: 0), 51, .clear),
        Mix(Colour(100, 0, 0, alpha: 51), Colour(0, 0, 100), 85, Colour(29, 0, 71, alpha: 119)),
    ]

    @Test(arguments: Self.mixes)
    private func `between it is a mix`(_ mix: Mix) throws {
        let mask = try #require(Mask(width: 1, height: 1, bytes: [mix.part]))
        let composite = Composite.preservingOutside(
            original: PixelBuffer(width: 1, height: 1, mix.original),
            result: PixelBuffer(width: 1, height: 1, mix.result),
            mask: mask
        )
        #expect(composite[0, 0] == mix.mixed)
    }

    @Test func `a result of another size is brought to the original's`() {
        let original = PixelBuffer(width: 4, height: 4, Colour(1, 2, 3))
        let result = PixelBuffer(width: 8, height: 6, Colour(60, 70, 80))
        let composite = Composite.preservingOutside(
            original: original,
            result: result,
            mask: Mask("....", "....", "####", "####")
        )
        #expect(composite.size == original.size)
        #expect(composite[3, 1] == Colour(1, 2, 3) && composite[0, 2] == Colour(60, 70, 80))
    }
}
