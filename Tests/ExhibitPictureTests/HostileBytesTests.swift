import ExhibitModel
import Testing

@testable import ExhibitPicture

/// Cut, changed and lying files end in an error, whatever is asked of them.
struct HostileBytesTests {
    private static let names = [
        "palette.png", "quarter-colour.jpg", "progressive.jpg", "turned-5.jpg", "lossy.webp", "lossy-alpha.webp",
        "lossless.webp", "animated.webp",
    ]

    /// Small, so that nothing that is changed here can ask for much.
    private let limits = PictureLimits(pixels: 1 << 20)

    private func decodes(_ bytes: [UInt8]) -> Bool {
        do throws(PictureError) {
            _ = try PictureReader.read(bytes, limits: limits)
            return true
        } catch {
            return false
        }
    }

    private func mediaType(_ name: String) -> String {
        name.hasSuffix("jpg") ? "image/jpeg" : name.hasSuffix("png") ? "image/png" : "image/webp"
    }

    @Test(arguments: names)
    func `a file that is cut anywhere is an error`(name: String) throws {
        let bytes = try SampleFile.bytes(name)
        for length in 0..<bytes.count {
            #expect(!decodes(Array(bytes[..<length])), "cut to \(length)")
            _ = try? PictureReader.size(Array(bytes[..<length]))  // either is right; it must come back
        }
    }

    @Test(arguments: names)
    func `a stored file that is cut anywhere does not decode`(name: String) throws {
        let bytes = try SampleFile.bytes(name)
        for length in 0..<bytes.count {
            let decodes = try withTemporaryFile(Array(bytes[..<length])) {
                PictureCheck.decodes(path: $0, mediaType: mediaType(name))
            }
            #expect(decodes == false, "cut to \(length)")
        }
    }

    @Test(arguments: names)
    func `bytes that are changed at random never do more than fail`(name: String) throws {
        let bytes = try SampleFile.bytes(name)
        var state: UInt32 = 11
        func next(_ below: Int) -> Int {
            state = state &* 1_664_525 &+ 1_013_904_223
            return Int(state >> 8) % below
        }
        for round in 0..<600 {
            var changed = bytes
            for _ in 0...(round % 4) { changed[next(changed.count)] = UInt8(next(256)) }
            _ = decodes(changed)
            _ = try? PictureReader.size(changed)  // either is right; it must come back
            guard round % 6 == 0 else { continue }
            let checked = try withTemporaryFile(changed) { PictureCheck.decodes(path: $0, mediaType: mediaType(name)) }
            #expect(checked != nil)
        }
    }

    @Test func `a small file that claims billions of pixels is refused by its header`() throws {
        var png = PNGSample(colourType: 0, depth: 8, isInterlaced: false).bytes()
        let header = PNGChunk.big(60_000) + PNGChunk.big(60_000) + [8, 0, 0, 0, 0]
        png = Array(png[..<8]) + PNGChunk.bytes("IHDR", header) + png[33...]
        var jpeg = try SampleFile.bytes("quarter-colour.jpg")
        let frame = try #require(jpeg.indices.first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
        jpeg.replaceSubrange((frame + 5)..<(frame + 9), with: [0xEA, 0x60, 0xEA, 0x60])
        for bytes in [png, jpeg] {
            let size = PixelSize(width: 60_000, height: 60_000)
            #expect(try PictureReader.size(bytes) == size)
            #expect(throws: PictureError.tooManyPixels(size, limit: 1 << 26)) { try PictureReader.read(bytes) }
        }
        #expect(try withTemporaryFile(jpeg) { PictureCheck.decodes(path: $0, mediaType: "image/jpeg") } == false)
        var webp = try SampleFile.bytes("lossless.webp")
        let start = try #require(webp.indices.first { webp[$0...].starts(with: Array("VP8L".utf8)) }) + 9
        // 14 bits each of width and height, less one.
        webp.replaceSubrange(start..<(start + 4), with: [0xFF, 0xFF, 0xFF, webp[start + 3] | 0x0F])
        #expect(throws: PictureError.self) { try PictureReader.read(webp) }
    }

    @Test func `more scans than any picture has are refused`() throws {
        let jpeg = try SampleFile.bytes("progressive.jpg")
        // Everything from the first scan on, but for the end marker, over and over.
        let scan = try #require(jpeg.indices.first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xDA })
        let scans = Array(jpeg[scan..<(jpeg.count - 2)])
        let many = Array(jpeg[..<scan]) + Array(repeating: scans, count: 200).flatMap { $0 } + [0xFF, 0xD9]
        #expect(!decodes(many))
        #expect(try withTemporaryFile(many) { PictureCheck.decodes(path: $0, mediaType: "image/jpeg") } == false)
    }

    @Test(arguments: [
        ("GIF89a", "a GIF"), ("BM", "a BMP"), ("II*\0", "a TIFF"), ("....ftypavif", "an AVIF"), ("<svg", "an SVG"),
    ])
    func `other formats are named, with what to do`(start: String, name: String) {
        let bytes = Array(start.utf8) + [UInt8](repeating: 0, count: 40)
        let error = PictureError.unsupported(what: name, hint: "Save it as PNG, JPEG or WebP first.")
        #expect(throws: error) { try PictureReader.read(bytes) }
        #expect(throws: error) { try PictureReader.size(bytes) }
    }
}
