import ExhibitModel
import Testing

@testable import ExhibitPicture

struct PictureWriterTests {
    /// Noise or, with `step` above 1, coarser levels; the channels are those of the layout.
    private func picture(_ width: Int, _ height: Int, _ layout: PNGLayout, _ step: UInt8 = 1) throws -> PixelBuffer {
        var state: UInt32 = 9
        func next() -> UInt8 {
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24) / step * step
        }
        var bytes: [UInt8] = []
        for _ in 0..<(width * height) {
            let red = next()
            let isGrey = layout.channels < 3
            bytes += [red, isGrey ? red : next(), isGrey ? red : next(), layout.channels % 2 == 0 ? next() : 255]
        }
        return try #require(PixelBuffer(width: width, height: height, bytes: bytes))
    }

    @Test(arguments: [PNGLayout.grey, .greyAlpha, .rgb, .rgba])
    func `a PNG is exact and of the smallest kind`(layout: PNGLayout) throws {
        // Pieces of half a megabyte: one, and several with a short last one.
        for (width, height) in [(1, 1), (37, 21), (700, 1300)] {
            // One grey pixel may be opaque by chance, so the smallest case is asked only for its pixels.
            let pixels = try picture(width, height, layout)
            let bytes = PictureWriter.png(pixels)
            let decoded = try PictureReader.read(bytes)
            #expect(decoded.pixels == pixels)
            #expect(width == 1 || bytes[25] == layout.rawValue)
            #expect(try withTemporaryFile(bytes) { PictureCheck.decodes(path: $0, mediaType: "image/png") } == true)
            #expect(PictureWriter.png(pixels) == bytes)
        }
    }

    @Test func `a mask is a PNG of grey`() throws {
        let size = PixelSize(width: 300, height: 2000)
        let grey = (0..<(300 * 2000)).map { UInt8(truncatingIfNeeded: $0 / 300) }
        let bytes = PictureWriter.png(grey: grey, size)
        #expect(bytes[24] == 8 && bytes[25] == 0)
        let pixels = try PictureReader.read(bytes).pixels
        #expect(stride(from: 0, to: pixels.bytes.count, by: 4).map { pixels.bytes[$0] } == grey)
    }

    @Test func `a PNG holds nothing but its picture`() throws {
        let bytes = try PictureWriter.png(picture(700, 1300, .rgba))
        var names: [String] = []
        var at = 8
        while at + 8 <= bytes.count {
            names.append(String(decoding: bytes[(at + 4)..<(at + 8)], as: UTF8.self))
            at += 12 + bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        #expect(names.first == "IHDR" && names.last == "IEND")
        #expect(Set(names.dropFirst().dropLast()) == ["IDAT"])
    }

    @Test func `a JPEG is near its picture, and opacity lies over white`() throws {
        var pixels = PixelBuffer(width: 50, height: 40, Colour(10, 200, 90))
        pixels.fill(x: 0, y: 0, width: 25, height: 40, Colour(0, 0, 0, alpha: 128))
        for quality in [30, 90, 100] {
            let bytes = try PictureWriter.jpeg(pixels, quality: quality)
            #expect(try PictureWriter.jpeg(pixels, quality: quality) == bytes)
            let read = try PictureReader.read(bytes)
            #expect(read.format == .jpeg && !read.hasAlpha && read.pixels.size == pixels.size)
            for (x, wanted) in [(5, Colour(127, 127, 127)), (44, Colour(10, 200, 90))] {
                let got = read.pixels[x, 20]
                let off = [(got.red, wanted.red), (got.green, wanted.green), (got.blue, wanted.blue)]
                    .map { abs(Int($0) - Int($1)) }
                #expect(off.allSatisfy { $0 <= 6 }, "\(got) for \(wanted) at quality \(quality)")
            }
        }
    }

    @Test func `a lossless WebP is exact, colour under full transparency too`() throws {
        let pixels = try picture(60, 45, .rgba, 64)
        let bytes = try PictureWriter.webp(pixels)
        #expect(try PictureReader.read(bytes).pixels == pixels)
        #expect(try PictureWriter.webp(pixels) == bytes)
        let lossy = try PictureWriter.webp(pixels, quality: 50)
        #expect(try PictureReader.read(lossy).pixels.size == pixels.size)
        #expect(try withTemporaryFile(lossy) { PictureCheck.decodes(path: $0, mediaType: "image/webp") } == true)
    }

    @Test func `an edge that a format cannot have is refused by name`() {
        let wide = PixelBuffer(width: 70_000, height: 1, .white)
        #expect(throws: PictureError.self) { try PictureWriter.jpeg(wide) }
        #expect(throws: PictureError.self) { try PictureWriter.webp(wide) }
        #expect(throws: Never.self) { try PictureReader.read(PictureWriter.png(wide)) }
    }
}
