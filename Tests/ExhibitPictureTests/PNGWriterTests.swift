import ExhibitMedia
import ExhibitModel
import Testing

@testable import ExhibitPicture

struct PNGWriterTests {
    @Test func `what is encoded decodes to the same pixels`() throws {
        var pixels = PixelBuffer(width: 37, height: 21, Colour(10, 20, 30))
        pixels.fill(x: 3, y: 4, width: 5, height: 6, Colour(200, 100, 50, alpha: 128))
        pixels.fillDisc(x: 20, y: 10, radius: 7, .white)
        #expect(try PictureReader.read(PictureWriter.png(pixels)).pixels == pixels)
    }

    @Test func `pixels that do not compress fit too`() throws {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<(64 * 64 * 4)).map { _ in UInt8.random(in: 0...255, using: &random) }
        let pixels = try #require(PixelBuffer(width: 64, height: 64, bytes: bytes))
        #expect(try PictureReader.read(PictureWriter.png(pixels)).pixels == pixels)
    }

    @Test func `a text stands right behind the header and is read as the mark`() throws {
        let pixels = PixelBuffer(width: 8, height: 9, .white)
        let bytes = PictureWriter.png(pixels, text: [(SimulationMark.keyword, "é and \u{1F431}")])
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: bytes)))
        #expect(facts.complete && facts.simulated)
        #expect(facts.width == 8 && facts.height == 9)
        #expect(Array(bytes[37..<41]) == Array("tEXt".utf8))
        #expect(Array(bytes[41..<(41 + 25)]) == Array("exhibit-simulated".utf8) + [0, 0xE9] + Array(" and ?".utf8))
        #expect(try withTemporaryFile(bytes) { PictureCheck.decodes(path: $0, mediaType: "image/png") == true })
    }
}
