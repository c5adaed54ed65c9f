import ExhibitCrypto
import ExhibitModel
import Testing

@testable import ExhibitPicture

/// Files that Pillow wrote come out pixel for pixel as Pillow decodes them.
struct DecodedByPillowTests {
    @Test func `every sample is listed`() {
        #expect(SampleFile.all.count == 23)
    }

    @Test(arguments: SampleFile.all)
    func `the pixels are Pillow's`(sample: SampleFile) throws {
        let decoded = try PictureReader.read(sample.bytes())
        #expect(decoded.pixels.size == sample.size)
        #expect(decoded.orientation == sample.orientation)
        #expect(decoded.frames == sample.frames)
        #expect(SHA256.hash(decoded.pixels.bytes).hex == sample.digest)
        #expect(try PictureReader.size(sample.bytes()) == sample.size)
    }

    @Test(arguments: SampleFile.all)
    func `the check of the file agrees`(sample: SampleFile) throws {
        let format = try PictureReader.read(sample.bytes()).format
        #expect(PictureCheck.decodes(path: SampleFile.path(sample.name), mediaType: format.mediaType) == true)
        for other in PictureFormat.allCases where other != format {
            #expect(PictureCheck.decodes(path: SampleFile.path(sample.name), mediaType: other.mediaType) == false)
        }
    }

    @Test func `what a file stores is said`() throws {
        func facts(_ name: String) throws -> [Bool] {
            let decoded = try PictureReader.read(SampleFile.bytes(name))
            return [decoded.hasAlpha, decoded.isGrey]
        }
        #expect(try facts("grey.jpg") == [false, true])
        #expect(try facts("rgb.jpg") == [false, false])
        #expect(try facts("lossy.webp") == [false, false])
        #expect(try facts("lossy-alpha.webp") == [true, false])
        #expect(try facts("lossless.webp") == [true, false])
        #expect(try facts("pillow.png") == [true, false])
        #expect(try facts("palette.png") == [false, false])
    }

    @Test func `a JPEG in CMYK decodes but has no pixels for us`() throws {
        let bytes = try SampleFile.bytes("cmyk.jpg")
        #expect(PictureCheck.decodes(path: SampleFile.path("cmyk.jpg"), mediaType: "image/jpeg") == true)
        let error = try #require(throws: PictureError.self) { try PictureReader.read(bytes) }
        guard case .unsupported(let what, let hint) = error else { throw error }
        #expect(what.contains("CMYK") && hint.contains("RGB"))
        #expect(throws: error) { try PictureReader.size(bytes) }
    }
}
