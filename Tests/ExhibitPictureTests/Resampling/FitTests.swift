import ExhibitModel
import Testing

@testable import ExhibitPicture

struct FitTests {
    /// Red, green and blue thirds side by side.
    private let flag = Pictures.drawn(90, 30) { x, _ in
        [Colour(255, 0, 0), Colour(0, 255, 0), Colour(0, 0, 255)][x / 30]
    }

    private func fit(_ text: String, _ mode: Fit.Mode, background: Colour = .clear) throws -> PixelBuffer {
        try Fit(size: #require(PixelSize(text)), mode: mode, background: background).apply(flag)
    }

    @Test func `cover keeps the middle and cuts off both sides`() throws {
        let square = try fit("30x30", .cover)
        #expect(square == PixelBuffer(width: 30, height: 30, Colour(0, 255, 0)))
        let tall = try fit("10x60", .cover)
        #expect(tall.size == PixelSize(width: 10, height: 60))
        #expect(tall[5, 30] == Colour(0, 255, 0))
        let wide = try Fit(size: PixelSize(width: 40, height: 10), mode: .cover).apply(Pictures.noise(20, 20))
        #expect(wide.size == PixelSize(width: 40, height: 10))
    }

    @Test func `cover of a form that is only a little other cuts a fraction of a pixel`() throws {
        let ramp = Pictures.drawn(100, 70) { x, _ in Colour(UInt8(x * 2), 0, 0) }
        let fitted = try Fit(size: PixelSize(width: 50, height: 34), mode: .cover).apply(ramp)
        // All of the width is kept, so the ramp is that of a plain half.
        #expect(abs(Int(fitted[25, 17].red) - 101) <= 1)
    }

    @Test func `contain keeps all and fills up in the middle of the background`() throws {
        let boxed = try fit("60x60", .contain, background: Colour(9, 9, 9))
        #expect(boxed.size == PixelSize(width: 60, height: 60))
        #expect((0..<20).allSatisfy { boxed[30, $0] == Colour(9, 9, 9) && boxed[30, 59 - $0] == Colour(9, 9, 9) })
        #expect(boxed[5, 30] == Colour(255, 0, 0) && boxed[55, 30] == Colour(0, 0, 255))
        #expect(try fit("60x60", .contain)[0, 0] == .clear)
        let narrow = try fit("1x50", .contain)
        #expect((0..<50).count { narrow[0, $0].alpha == 255 } == 1)
    }

    @Test func `exact gives up the form`() throws {
        let squeezed = try fit("30x90", .exact)
        #expect(squeezed.size == PixelSize(width: 30, height: 90))
        #expect(squeezed[2, 45] == Colour(255, 0, 0) && squeezed[27, 0] == Colour(0, 0, 255))
    }

    @Test(arguments: Fit.Mode.allCases)
    func `a picture of that size is not touched`(mode: Fit.Mode) throws {
        let picture = Pictures.noise(12, 9)
        #expect(try Fit(size: picture.size, mode: mode).apply(picture) == picture)
    }

    @Test func `a size beyond the limit is refused before any memory is taken`() {
        let size = PixelSize(width: 99_999, height: 99_999)
        #expect(throws: PictureError.tooManyPixels(size, limit: 1 << 26)) { try Fit(size: size, mode: .cover) }
    }
}
