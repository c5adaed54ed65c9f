import ExhibitJSON
import ExhibitModel
import ExhibitPicture
import Testing

@testable import ExhibitSandbox

@Suite struct MaskTests {
    private static let size = PixelSize(width: 40, height: 30)
    /// Where it is to be painted: the left half.
    private static let area = 0..<20

    private static var original: [UInt8] {
        PictureWriter.png(PixelBuffer(width: size.width, height: size.height, Colour(1, 2, 3)))
    }

    private static func mask(_ outside: Colour, _ inside: Colour) -> [UInt8] {
        var pixels = PixelBuffer(width: size.width, height: size.height, outside)
        pixels.fill(x: area.lowerBound, y: 0, width: area.count, height: size.height, inside)
        return PictureWriter.png(pixels)
    }

    private static func url(_ png: [UInt8]) -> JSONValue { .string("data:image/png;base64," + Base64.encode(png)) }

    /// How many pixels changed: inside and outside of the mask.
    private static func changes(_ png: [UInt8]) throws -> (inside: Int, outside: Int) {
        let pixels = try PictureReader.read(png).pixels
        #expect(pixels.size == size)
        var counts = (inside: 0, outside: 0)
        for y in 0..<size.height {
            for x in 0..<size.width where pixels[x, y] != Colour(1, 2, 3) {
                if area.contains(x) { counts.inside += 1 } else { counts.outside += 1 }
            }
        }
        return counts
    }

    private static func edit(_ faults: [String], size: String? = nil) throws -> [UInt8] {
        var fields: JSONObject = [
            "prompt": "hat", "images": [["image_url": url(original)]],
            "mask": ["image_url": url(mask(.white, .clear))],
        ]
        if let size { fields["size"] = .string(size) }
        return try Asking(faults: faults).post("/v1/images/edits", fields).picture()
    }

    @Test func `an edit paints what is transparent in the mask, and keeps the picture's size`() throws {
        let changes = try Self.changes(Self.edit([]))
        #expect(changes.inside > 500 && changes.outside == 0)
    }

    @Test func `a provider that ignores its mask paints everything`() throws {
        let changes = try Self.changes(Self.edit(["ignores-mask"]))
        #expect(changes.inside > 500 && changes.outside > 500)
    }

    @Test func `a size that is asked for is made anew`() throws {
        #expect(try PictureReader.size(Self.edit([], size: "64x48")) == PixelSize(width: 64, height: 48))
    }
}
