import ExhibitModel
import Testing

@testable import ExhibitPicture

struct RegionTests {
    private static let size = PixelSize(width: 1000, height: 50)

    private func drawing(_ spec: String, _ width: Int, _ height: Int) throws -> [String] {
        var mask = Mask(width: width, height: height)
        mask.add(try Region(spec: spec, in: mask.size))
        return mask.drawing
    }

    @Test(arguments: [
        ("rect:1:2:30:4", "rect:1:2:30:4"),
        ("box:1:2:31:6", "rect:1:2:30:4"),
        ("ellipse:1:2:30:4", "ellipse:1:2:30:4"),
        ("rect-pct:10:50:25:10", "rect:100:25:250:5"),
        ("box-pct:10:50:35:60", "rect:100:25:250:5"),
        ("ellipse-pct:0:0:100:100", "ellipse:0:0:1000:50"),
        ("rect:-5:-5:10:10", "rect:0:0:5:5"),
        ("rect:990:40:100:100", "rect:990:40:10:10"),
        ("box:-1:-1:5000:5000", "rect:0:0:1000:50"),
        ("ellipse:-5:-5:10:10", "ellipse:-5:-5:10:10"),
        // Halves go to the even number, up and down.
        ("rect:0.5:1.5:2.5:3.5", "rect:0:2:2:4"),
        ("rect-pct:0.05:1:0.15:9", "rect:0:0:2:4"),
        ("rect-pct:0.25:3:0.35:7", "rect:2:2:4:4"),
        ("rect-pct:33.333333333333336:0:66.66666666666667:100", "rect:333:0:667:50"),
        ("rect:1.49:0:2.51:1", "rect:1:0:3:1"),
        ("ellipse:-1.5:-2.5:9:9", "ellipse:-2:-2:9:9"),
    ])
    func `a region is resolved to whole pixels of the picture`(spec: String, resolved: String) throws {
        let region = try Region(spec: spec, in: Self.size)
        #expect(region.description == resolved)
        #expect(try Region(spec: resolved, in: Self.size) == region)
    }

    @Test(arguments: [
        ("", "a region is rect:"),
        ("circle:1:2:3:4", "a region is rect:"),
        ("Rect:1:2:3:4", "a region is rect:"),
        ("rect", "four numbers are expected, as in rect:x:y:width:height"),
        ("rect:1:2:3", "four numbers are expected, as in rect:x:y:width:height"),
        ("box-pct:1:2:3:4:5", "four numbers are expected, as in box-pct:x1:y1:x2:y2"),
        ("rect:1:2::4", "\"\" is not a number, as in rect:x:y:width:height"),
        ("rect:1:2:3px:4", "\"3px\" is not a number"),
        ("rect:1:2:+3:4", "\"+3\" is not a number"),
        ("rect:1:2:3:4e1", "\"4e1\" is not a number"),
        ("rect:1:2:.5:4", "\".5\" is not a number"),
        ("rect:1:2:5.:4", "\"5.\" is not a number"),
        ("rect:1:2:12345678:4", "\"12345678\" is not a number"),
        ("rect:1:2:-3:4", "the width and height cannot be below 0"),
        ("ellipse:1:2:3:-4", "the width and height cannot be below 0"),
        ("box:9:2:3:4", "the second corner lies left of or above the first"),
        ("box:1:9:3:4", "the second corner lies left of or above the first"),
    ])
    func `a text that is no region says what is wrong`(spec: String, words: String) {
        #expect {
            _ = try Region(spec: spec, in: Self.size)
        } throws: { error in
            guard case PictureError.invalidRegion(let text) = error else { return false }
            return text.hasPrefix("\"\(spec)\": ") && text.contains(words)
        }
    }

    @Test(arguments: [
        "rect:1000:0:5:5", "rect:0:50:5:5", "rect:-5:0:5:5", "rect:3:3:0:9", "box:3:3:9:3", "rect-pct:0:0:0.04:50",
        // The box of this ellipse reaches into the picture, none of its pixels does.
        "ellipse:-20:-20:22:22",
    ])
    func `a region without a pixel is an error`(spec: String) {
        #expect(throws: PictureError.emptyRegion("\"\(spec)\" holds no pixel of a picture of 1000x50")) {
            try Region(spec: spec, in: Self.size)
        }
    }

    @Test func `numbers that are no text go the same way`() throws {
        let region = try Region(.rectangle, x: -1, y: 2, width: 4, height: 900, in: Self.size)
        #expect(region.description == "rect:0:2:3:48")
        #expect(throws: PictureError.emptyRegion("\"ellipse:9:9:0:1\" holds no pixel of a picture of 1000x50")) {
            try Region(.ellipse, x: 9, y: 9, width: 0, height: 1, in: Self.size)
        }
    }

    @Test func `a rectangle ends before its right and bottom edge`() throws {
        #expect(try drawing("rect:1:1:3:2", 5, 4) == [".....", ".###.", ".###.", "....."])
    }

    @Test func `an ellipse holds the pixels whose centres lie in it`() throws {
        #expect(try drawing("ellipse:0:0:1:1", 2, 1) == ["#."])
        #expect(try drawing("ellipse:0:0:2:2", 3, 2) == ["##.", "##."])
        #expect(try drawing("ellipse:1:0:5:5", 7, 5) == ["..###..", ".#####.", ".#####.", ".#####.", "..###.."])
        #expect(try drawing("ellipse:0:0:8:4", 8, 4) == [".######.", "########", "########", ".######."])
        #expect(try drawing("ellipse:-4:0:8:4", 5, 4) == ["###..", "####.", "####.", "###.."])
    }

    @Test(arguments: UInt64(0)..<40)
    func `an ellipse is its equation`(seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        let (x, y) = (Int.random(in: -9...9, using: &numbers), Int.random(in: -9...9, using: &numbers))
        let (width, height) = (Int.random(in: 12...40, using: &numbers), Int.random(in: 12...40, using: &numbers))
        var mask = Mask(width: 30, height: 25)
        mask.add(try Region(.ellipse, x: x, y: y, width: width, height: height, in: mask.size))
        for row in 0..<25 {
            for column in 0..<30 {
                let across = (2 * (column - x) + 1 - width) * height
                let down = (2 * (row - y) + 1 - height) * width
                let isInside = across * across + down * down <= width * width * height * height
                #expect(mask.bytes[row * 30 + column] == (isInside ? 255 : 0), "pixel \(column), \(row)")
            }
        }
    }

    @Test func `the largest numbers do not overflow`() throws {
        let wide = PixelSize(width: 1 << 26, height: 1)
        #expect(try Region(spec: "rect-pct:50:0:50:100", in: wide).description == "rect:33554432:0:33554432:1")
        var mask = Mask(width: 4, height: 3)
        mask.add(try Region(spec: "ellipse:-4999998:-4999999:9999999:9999999", in: mask.size))
        #expect(mask.drawing == ["####", "####", "####"])
    }
}
