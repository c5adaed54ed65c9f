import Testing

@testable import ExhibitPicture

struct MorphologyTests {
    /// By its definition: the extreme of every square, which is cut at the picture's edge.
    private func extreme(_ mask: Mask, _ radius: Int, _ choose: (UInt8, UInt8) -> UInt8) -> [UInt8] {
        var result: [UInt8] = []
        for y in 0..<mask.height {
            for x in 0..<mask.width {
                var extreme = mask.bytes[y * mask.width + x]
                for row in max(0, y - radius)...min(mask.height - 1, y + radius) {
                    for column in max(0, x - radius)...min(mask.width - 1, x + radius) {
                        extreme = choose(extreme, mask.bytes[row * mask.width + column])
                    }
                }
                result.append(extreme)
            }
        }
        return result
    }

    @Test func `a pixel grows to a square`() {
        let mask = Mask(".....", ".....", "..#..", ".....", ".....")
        #expect(mask.expanded(by: 1).drawing == [".....", ".###.", ".###.", ".###.", "....."])
        #expect(mask.expanded(by: 0) == mask)
        #expect(mask.expanded(by: 1).shrunk(by: 1) == mask)
    }

    @Test func `levels between keep their order`() {
        #expect(Mask("9.5..").expanded(by: 1).bytes == [225, 225, 125, 125, 0])
        #expect(Mask("9#5##").shrunk(by: 1).bytes == [225, 125, 125, 125, 255])
    }

    @Test func `the picture's edge does not eat an area that reaches it`() {
        let mask = Mask("###..", "###..", "###..")
        #expect(mask.shrunk(by: 1).drawing == ["##...", "##...", "##..."])
        #expect(Mask("###", "###").shrunk(by: 90).drawing == ["###", "###"])
    }

    @Test(arguments: [(1, 1), (1, 9), (9, 1), (2, 2), (7, 5), (66, 3), (3, 66), (21, 18)], UInt64(0)..<6)
    func `it is the extreme of every square`(size: (Int, Int), seed: UInt64) {
        let mask = Mask.random(width: size.0, height: size.1, seed: seed)
        for radius in [1, 2, 3, 8, 10, 32, 64] {
            #expect(mask.expanded(by: radius).bytes == extreme(mask, radius, max), "radius \(radius)")
            #expect(mask.shrunk(by: radius).bytes == extreme(mask, radius, min), "radius \(radius)")
        }
    }
}
