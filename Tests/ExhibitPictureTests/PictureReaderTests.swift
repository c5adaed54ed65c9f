import ExhibitModel
import Testing

@testable import ExhibitPicture

struct PictureReaderTests {
    @Test func `the limit is on pixels and holds before they are decoded`() throws {
        let bytes = PictureWriter.png(PixelBuffer(width: 10, height: 10, .white))
        #expect(throws: PictureError.tooManyPixels(PixelSize(width: 10, height: 10), limit: 99)) {
            try PictureReader.read(bytes, limits: PictureLimits(pixels: 99))
        }
        #expect(try PictureReader.read(bytes, limits: PictureLimits(pixels: 100)).pixels.size.width == 10)
    }

    @Test func `what is no picture is said to be none`() {
        for bytes in [[], Array("<html>".utf8), Array("GIF".utf8)] as [[UInt8]] {
            #expect(throws: PictureError.notAPicture) { try PictureReader.read(bytes) }
            #expect(throws: PictureError.notAPicture) { try PictureReader.size(bytes) }
        }
    }

    @Test func `the libraries say their versions`() {
        let versions = [PictureLibraries.libpng, PictureLibraries.libjpegTurbo, PictureLibraries.libwebp]
        #expect(
            versions.allSatisfy { $0.split(separator: ".").count == 3 && $0.allSatisfy { $0 == "." || $0.isNumber } }
        )
    }
}
