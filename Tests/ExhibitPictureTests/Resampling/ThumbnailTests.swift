import ExhibitModel
import Testing

@testable import ExhibitPicture

struct ThumbnailTests {
    @Test(arguments: [
        (1000, 400, 100, "100x40"), (400, 1000, 100, "40x100"), (3000, 7, 64, "64x1"), (65, 64, 64, "64x63"),
    ])
    func `the longest edge is what was asked for`(width: Int, height: Int, edge: Int, size: String) {
        let picture = PixelBuffer(width: width, height: height, Colour(5, 6, 7))
        let thumbnail = Thumbnail.make(picture, longestEdge: edge)
        #expect(thumbnail.size.description == size)
        #expect(thumbnail == PixelBuffer(width: thumbnail.width, height: thumbnail.height, Colour(5, 6, 7)))
    }

    @Test func `a small picture is never enlarged`() {
        let picture = Pictures.noise(20, 30)
        #expect(Thumbnail.make(picture, longestEdge: 30) == picture)
        #expect(Thumbnail.make(picture, longestEdge: 500) == picture)
    }

    @Test func `averaging boxes first changes little, also where the last box is not full`() {
        let picture = Pictures.drawn(1003, 517) { x, y in
            Colour(UInt8(x * 255 / 1003), UInt8(y * 255 / 517), UInt8((x + y) * 255 / 1520))
        }
        let size = PixelSize(width: 100, height: 52)
        #expect(
            Pictures.difference(Thumbnail.make(picture, longestEdge: 100), Resampler.resize(picture, to: size)) <= 1
        )
    }

    @Test func `a box is the mean of what can be seen`() {
        var picture = PixelBuffer(width: 3, height: 2, .clear)
        picture.fill(x: 0, y: 0, width: 1, height: 2, Colour(200, 100, 50))
        picture.fill(x: 2, y: 0, width: 1, height: 1, Colour(10, 20, 30, alpha: 100))
        let smaller = BoxShrink.shrink(picture, by: 2)
        #expect(smaller.size == PixelSize(width: 2, height: 1))
        #expect(smaller[0, 0] == Colour(200, 100, 50, alpha: 128))
        #expect(smaller[1, 0] == Colour(10, 20, 30, alpha: 50))
    }
}
