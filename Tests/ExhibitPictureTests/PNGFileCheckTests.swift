import ExhibitMedia
import ExhibitModel
import Testing

@testable import ExhibitPicture

struct PNGFileCheckTests {
    /// Noise, so that the image data is long enough to be cut and changed anywhere.
    private static let whole: [UInt8] = {
        var pixels = PixelBuffer(width: 24, height: 18, Colour(1, 2, 3))
        var state: UInt32 = 7
        for row in 0..<18 {
            for column in 0..<24 {
                state = state &* 1_664_525 &+ 1_013_904_223
                pixels.fill(
                    x: column,
                    y: row,
                    width: 1,
                    height: 1,
                    Colour(UInt8(state >> 24), UInt8(state >> 16 & 255), 9)
                )
            }
        }
        return PictureWriter.png(pixels)
    }()

    private func decodes(_ bytes: [UInt8]) throws -> Bool {
        try withTemporaryFile(bytes) { PictureCheck.decodes(path: $0, mediaType: "image/png") == true }
    }

    /// The image data with another content, its checksum made right again.
    private func rewritten(_ change: (inout [UInt8]) -> Void) throws -> [UInt8] {
        let start = try #require(Self.whole.indices.first { Self.whole[$0...].starts(with: Array("IDAT".utf8)) })
        var content = Array(Self.whole[(start + 4)..<(Self.whole.count - 16)])
        change(&content)
        return Array(Self.whole[..<(start - 4)]) + PNGChunk.bytes("IDAT", content) + PNGChunk.bytes("IEND", [])
    }

    @Test func `a whole picture decodes`() throws {
        #expect(try decodes(Self.whole))
        #expect(try decodes(rewritten { _ in }))
    }

    @Test func `a picture that is cut anywhere does not decode`() throws {
        for length in stride(from: 0, to: Self.whole.count - 4, by: 7) {
            #expect(try !decodes(Array(Self.whole[..<length])), "cut to \(length)")
        }
        #expect(try !decodes(Array(Self.whole.dropLast())))
    }

    @Test func `image data that is changed under a right checksum does not decode`() throws {
        for position in stride(from: 0, to: 900, by: 90) {
            let bytes = try rewritten { $0[position] ^= 0x15 }
            #expect(try #require(try MediaProbe.probe(ByteSource(bytes: bytes))).complete)
            #expect(try !decodes(bytes), "byte \(position)")
        }
    }

    @Test func `a wrong Adler sum is an error, not a warning`() throws {
        #expect(try !decodes(rewritten { $0[$0.count - 1] ^= 1 }))
    }

    @Test func `image data without its last rows does not decode`() throws {
        #expect(try !decodes(rewritten { $0.removeLast(200) }))
    }

    /// Adam7, 5x3, 8 bits of grey, put together by hand.
    @Test func `an interlaced picture decodes pass by pass`() throws {
        // Passes 1 (1x1), 2 (1x1), 4 (1x1), 5 (3x1), 6 (2x2), 7 (5x1); pass 3 begins below the third row.
        let data: [UInt8] = [0, 1, 0, 2, 0, 3, 0, 4, 5, 6, 0, 7, 8, 0, 7, 8, 0, 9, 9, 9, 9, 9]
        let header: [UInt8] = [0, 0, 0, 5, 0, 0, 0, 3, 8, 0, 0, 0, 1]
        let bytes =
            Array(Self.whole[..<8]) + PNGChunk.bytes("IHDR", header) + PNGChunk.bytes("IDAT", StoredZlib.stream(data))
            + PNGChunk.bytes("IEND", [])
        #expect(try decodes(bytes))
        let short =
            Array(Self.whole[..<8]) + PNGChunk.bytes("IHDR", header)
            + PNGChunk.bytes("IDAT", StoredZlib.stream(Array(data.dropLast(6)))) + PNGChunk.bytes("IEND", [])
        #expect(try !decodes(short))
    }

    @Test func `a long chunk that is no picture data is skipped, a strange profile too`() throws {
        let long = PNGChunk.bytes("exHb", [UInt8](repeating: 7, count: 9_000_000))
        let profile = PNGChunk.bytes("iCCP", Array("x".utf8) + [0, 0, 1, 2, 3])
        #expect(try decodes(Array(Self.whole[..<33]) + profile + long + Self.whole[33...]))
    }

    @Test func `what is no picture of a sensible size does not decode`() throws {
        #expect(try !decodes([]))
        #expect(try !decodes(Array("<html>502</html>".utf8)))
        #expect(PictureCheck.decodes(path: "/nonexistent/picture.png", mediaType: "image/png") == false)
        #expect(PictureCheck.decodes(path: "/", mediaType: "image/png") == false)
        let header: [UInt8] = [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 8, 0, 0, 0, 0]
        let bomb =
            Array(Self.whole[..<8]) + PNGChunk.bytes("IHDR", header) + PNGChunk.bytes("IDAT", StoredZlib.stream([0]))
            + PNGChunk.bytes("IEND", [])
        #expect(try !decodes(bomb))
    }
}
