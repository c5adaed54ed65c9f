import ExhibitModel
import Testing

@testable import ExhibitPicture

struct PNGReaderTests {
    /// What a sample is in eight bits: the nearest (PNG §13.12).
    private func scaled(_ sample: Int, _ depth: Int) -> UInt8 {
        UInt8((sample * 255 * 2 + (1 << depth - 1)) / (2 * (1 << depth - 1)))
    }

    private func expected(_ sample: PNGSample, _ x: Int, _ y: Int) -> Colour {
        func value(_ channel: Int) -> UInt8 { scaled(sample.sample(x, y, channel), sample.depth) }
        switch sample.colourType {
        case 0: return Colour(value(0), value(0), value(0))
        case 2: return Colour(value(0), value(1), value(2))
        case 3:
            let entry = PNGSample.entry(sample.sample(x, y, 0))
            return Colour(entry[0], entry[1], entry[2])
        case 4: return Colour(value(0), value(0), value(0), alpha: value(1))
        default: return Colour(value(0), value(1), value(2), alpha: value(3))
        }
    }

    private func difference(_ sample: PNGSample, _ pixels: PixelBuffer, _ colour: (Int, Int) -> Colour) -> String? {
        for y in 0..<sample.height {
            for x in 0..<sample.width where pixels[x, y] != colour(x, y) {
                return "(\(x), \(y)): \(pixels[x, y]) is not \(colour(x, y))"
            }
        }
        return nil
    }

    @Test(arguments: PNGSample.all)
    func `every kind decodes to its samples`(sample: PNGSample) throws {
        let decoded = try PictureReader.read(sample.bytes())
        #expect(difference(sample, decoded.pixels) { expected(sample, $0, $1) } == nil)
        #expect(decoded.hasAlpha == (sample.colourType >= 4))
        #expect(decoded.isGrey == [0, 4].contains(sample.colourType))
        #expect(try PictureReader.size(sample.bytes()) == PixelSize(width: sample.width, height: sample.height))
        #expect(
            try withTemporaryFile(sample.bytes()) { PictureCheck.decodes(path: $0, mediaType: "image/png") } == true
        )
    }

    @Test(arguments: PNGSample.all)
    func `gamma and a profile change nothing`(sample: PNGSample) throws {
        var marked = sample
        marked.chunks = PNGChunk.bytes("gAMA", PNGChunk.big(100_000)) + PNGChunk.bytes("sRGB", [0])
        #expect(try PictureReader.read(marked.bytes()).pixels == PictureReader.read(sample.bytes()).pixels)
    }

    @Test(arguments: PNGSample.all.filter { [0, 2].contains($0.colourType) })
    func `one colour can be transparent`(sample: PNGSample) throws {
        let clear = (0..<sample.channels).map { sample.sample(3, 2, $0) }
        var marked = sample
        marked.chunks = PNGChunk.bytes("tRNS", clear.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
        let decoded = try PictureReader.read(marked.bytes())
        #expect(decoded.hasAlpha)
        let found = difference(sample, decoded.pixels) { x, y in
            var colour = expected(sample, x, y)
            if (0..<sample.channels).map({ sample.sample(x, y, $0) }) == clear { colour.alpha = 0 }
            return colour
        }
        #expect(found == nil)
    }

    @Test func `a palette has opacities, and may be of greys`() throws {
        var sample = PNGSample(colourType: 3, depth: 2, isInterlaced: false)
        sample.chunks = PNGChunk.bytes("tRNS", [0, 100, 255])
        let decoded = try PictureReader.read(sample.bytes())
        #expect(decoded.hasAlpha && !decoded.isGrey)
        let found = difference(sample, decoded.pixels) { x, y in
            var colour = expected(sample, x, y)
            colour.alpha = [0, 100, 255, 255][sample.sample(x, y, 0)]
            return colour
        }
        #expect(found == nil)
        let plain = PNGSample(colourType: 3, depth: 1, isInterlaced: false).bytes()
        // PLTE stands behind the signature and IHDR, 33 bytes.
        let greys = Array(plain[..<33]) + PNGChunk.bytes("PLTE", [0, 0, 0, 255, 255, 255]) + plain[(33 + 18)...]
        #expect(try PictureReader.read(greys).isGrey)
    }

    @Test func `a header that is missing or empty is damage`() {
        let whole = PNGSample(colourType: 0, depth: 8, isInterlaced: false).bytes()
        #expect(throws: PictureError.damaged("the header is missing")) { try PictureReader.size(Array(whole[..<32])) }
        let empty = Array(whole[..<16]) + [0, 0, 0, 0] + whole[20...]
        #expect(throws: PictureError.damaged("the header states no size")) { try PictureReader.read(empty) }
    }
}
