import ExhibitModel
import Testing

@testable import ExhibitPicture

struct DriftMeasureTests {
    private static func picture(_ width: Int, _ height: Int, seed: UInt64) -> PixelBuffer {
        var numbers = SeededNumbers(seed: seed)
        let bytes = (0..<(width * height * 4)).map { _ in UInt8.random(in: 0...255, using: &numbers) }
        return PixelBuffer(PixelSize(width: width, height: height), computed: bytes)
    }

    @Test func `a change is counted on its side of the mask`() {
        let original = PixelBuffer(width: 4, height: 1, Colour(100, 100, 100))
        var result = original
        result.fill(x: 0, y: 0, width: 1, height: 1, Colour(101, 98, 100))
        result.fill(x: 2, y: 0, width: 1, height: 1, Colour(0, 100, 100))
        let drift = DriftMeasure.measure(original: original, result: result, mask: Mask("..#5"))
        // 3 levels over two pixels of three channels; one of two pixels on either side.
        #expect(
            drift
                == Drift(
                    outsideChangedPixels: 1,
                    outsideChangedPPM: 500_000,
                    outsideMeanAbsMilli: 500,
                    insideChangedPPM: 500_000,
                    geometry: .exact
                )
        )
    }

    @Test func `a change of opacity alone is a change, of no level`() {
        let original = PixelBuffer(width: 2, height: 1, .white)
        var result = original
        result.fill(x: 0, y: 0, width: 1, height: 1, Colour(255, 255, 255, alpha: 254))
        let drift = DriftMeasure.measure(original: original, result: result, mask: Mask(".."))
        #expect(drift.outsideChangedPixels == 1 && drift.outsideChangedPPM == 500_000 && drift.outsideMeanAbsMilli == 0)
        #expect(drift.insideChangedPPM == nil)
    }

    @Test func `where nothing is outside there is nothing to say of it`() {
        let original = PixelBuffer(width: 2, height: 1)
        let drift = DriftMeasure.measure(original: original, result: original, mask: Mask("5#"))
        #expect(drift.outsideChangedPixels == nil && drift.outsideChangedPPM == nil && drift.outsideMeanAbsMilli == nil)
        #expect(drift.insideChangedPPM == 0)
    }

    @Test func `a share is to the nearest, but nothing and everything are kept for themselves`() throws {
        let size = PixelSize(width: 2000, height: 1001)
        let original = PixelBuffer(width: size.width, height: size.height, Colour(9, 9, 9))
        let mask = Mask(width: size.width, height: size.height)
        var result = original
        #expect(DriftMeasure.measure(original: original, result: result, mask: mask).outsideChangedPPM == 0)
        result.fill(x: 1999, y: 1000, width: 1, height: 1, Colour(9, 9, 10))
        let one = DriftMeasure.measure(original: original, result: result, mask: mask)
        #expect(one.outsideChangedPixels == 1 && one.outsideChangedPPM == 1 && one.outsideMeanAbsMilli == 1)
        result.fill(x: 0, y: 0, width: 2000, height: 1000, Colour(9, 9, 10))
        let most = DriftMeasure.measure(original: original, result: result, mask: mask)
        #expect(most.outsideChangedPPM == 999_001)
        #expect(most.outsideMeanAbsMilli == 333)
        result = PixelBuffer(width: size.width, height: size.height, Colour(9, 10, 9))
        result.fill(x: 5, y: 5, width: 1, height: 1, Colour(9, 9, 9))
        #expect(DriftMeasure.measure(original: original, result: result, mask: mask).outsideChangedPPM == 999_999)
        result.fill(x: 5, y: 5, width: 1, height: 1, Colour(9, 9, 8))
        #expect(DriftMeasure.measure(original: original, result: result, mask: mask).outsideChangedPPM == 1_000_000)
    }

    @Test(arguments: [(1, 1), (15, 1), (16, 1), (17, 3), (5, 40)], UInt64(0)..<4)
    func `it counts as a loop over the pixels does`(size: (Int, Int), seed: UInt64) {
        let original = Self.picture(size.0, size.1, seed: seed)
        var result = Self.picture(size.0, size.1, seed: seed + 100)
        result.fill(x: 0, y: 0, width: size.0 / 2, height: size.1, original[0, 0])
        let mask = Mask.random(width: size.0, height: size.1, seed: seed)
        var (inside, outside, level) = (0, 0, 0)
        for (at, part) in mask.bytes.enumerated() {
            let pairs = (0..<4).map { (Int(original.bytes[at * 4 + $0]), Int(result.bytes[at * 4 + $0])) }
            let isChanged = pairs.contains { $0 != $1 }
            if part > 0 { inside += isChanged ? 1 : 0 } else { outside += isChanged ? 1 : 0 }
            if part == 0 { level += pairs[..<3].reduce(0) { $0 + abs($1.0 - $1.1) } }
        }
        let counts = DriftCounts(original.bytes, result.bytes, mask.bytes)
        #expect(counts.changedInside == inside)
        #expect(counts.changedOutside == outside)
        #expect(counts.differenceOutside == level)
    }

    @Test(arguments: [
        ("10x10", "10x10", Drift.Geometry.exact),
        ("10x10", "20x20", .resized),
        ("20x20", "10x10", .resized),
        ("1000x667", "1536x1024", .resized),
        ("1000x667", "1536x1026", .differentAspect),
        ("1024x1536", "1536x1024", .differentAspect),
        ("1000x500", "200x101", .differentAspect),
        ("999x500", "200x100", .resized),
        ("1920x1080", "1280x720", .resized),
    ])
    func `the geometry is told from the two sizes`(original: String, result: String, geometry: Drift.Geometry) throws {
        let (original, result) = (try #require(PixelSize(original)), try #require(PixelSize(result)))
        #expect(DriftMeasure.geometry(original, result) == geometry)
    }

    @Test func `a result of another size is measured at the original's`() {
        let original = PixelBuffer(width: 8, height: 6, Colour(40, 50, 60))
        let mask = Mask(width: 8, height: 6)
        let twice = PixelBuffer(width: 16, height: 12, Colour(40, 50, 63))
        let drift = DriftMeasure.measure(original: original, result: twice, mask: mask)
        #expect(drift.geometry == .resized && drift.outsideChangedPixels == 48 && drift.outsideMeanAbsMilli == 1000)
        let tall = PixelBuffer(width: 8, height: 12, Colour(40, 50, 60))
        let stretched = DriftMeasure.measure(original: original, result: tall, mask: mask)
        #expect(stretched.geometry == .differentAspect && stretched.outsideChangedPixels == 0)
    }

    @Test func `a heat map shows what changed outside in red, and the mask's outline`() {
        let original = PixelBuffer(width: 5, height: 5, Colour(100, 100, 100))
        var result = original
        result.fill(x: 0, y: 0, width: 1, height: 1, Colour(101, 100, 100))
        result.fill(x: 4, y: 4, width: 1, height: 1, Colour(100, 100, 100, alpha: 0))
        result.fill(x: 2, y: 2, width: 1, height: 1, .white)
        let mask = Mask(".....", ".###.", ".###.", ".###.", ".....")
        let map = DriftMeasure.heatMap(original: original, result: result, mask: mask)
        #expect(map.size == original.size)
        #expect(map[0, 0] == Colour(96, 12, 12) && map[4, 4] == Colour(255, 12, 12))
        #expect(map[1, 0] == Colour(50, 50, 50) && map[2, 2] == Colour(50, 50, 50))
        #expect(
            map[1, 1] == Colour(0, 200, 255) && map[3, 2] == Colour(0, 200, 255) && map[2, 3] == Colour(0, 200, 255)
        )
    }

    @Test func `a mask that reaches the picture's edge has no outline there`() {
        let original = PixelBuffer(width: 3, height: 2, .white)
        let map = DriftMeasure.heatMap(original: original, result: original, mask: Mask("##.", "##."))
        let line = Colour(0, 200, 255)
        let dim = Colour(127, 127, 127)
        #expect((0..<6).map { map[$0 % 3, $0 / 3] } == [dim, line, dim, dim, line, dim])
    }
}
