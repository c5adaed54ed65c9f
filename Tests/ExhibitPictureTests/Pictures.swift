import ExhibitModel

@testable import ExhibitPicture

/// Pictures for tests, the same in every run.
enum Pictures {
    /// Every byte at random, opacity too unless told otherwise.
    static func noise(_ width: Int, _ height: Int, seed: UInt64 = 1, opaque: Bool = false) -> PixelBuffer {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        let bytes = (0..<(width * height * 4)).map { index in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return opaque && index % 4 == 3 ? 255 : UInt8(truncatingIfNeeded: state >> 24)
        }
        return PixelBuffer(PixelSize(width: width, height: height), computed: bytes)
    }

    /// Each pixel by its place.
    static func drawn(_ width: Int, _ height: Int, _ colour: (_ x: Int, _ y: Int) -> Colour) -> PixelBuffer {
        var picture = PixelBuffer(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width { picture.fill(x: x, y: y, width: 1, height: 1, colour(x, y)) }
        }
        return picture
    }

    /// The greatest difference between two levels at one place.
    static func difference(_ one: PixelBuffer, _ other: PixelBuffer) -> Int {
        zip(one.bytes, other.bytes).reduce(0) { max($0, abs(Int($1.0) - Int($1.1))) }
    }
}
