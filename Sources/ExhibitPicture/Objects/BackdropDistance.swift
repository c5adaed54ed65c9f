/// How far colours are from one colour, as an eye sees it, roughly: "redmean", a weighing of RGB distance by how red
/// the two are (https://www.compuphase.com/cmetric.htm), which follows CIELUV at a tenth of its cost.
///
/// On the scale of plain RGB distance: between two greys it is the same, so white and black are 441.7 apart. Greens
/// count a sixth more, and reds and blues up to a fifth less. Opacity is not looked at.
struct BackdropDistance: Sendable {
    /// 512 times redmean's weights of red, green and blue: what one step between two greys has, squared and kept whole.
    private static let greyStep = 1024 + 2048 + 1534

    private let red: Int32
    private let reds: [Int32]
    private let greens: [Int32]
    private let blues: [Int32]

    init(from colour: SIMD4<UInt8>) {
        let squares = { (own: UInt8) in
            (0...255).map { (level: Int32) in (level - Int32(own)) * (level - Int32(own)) }
        }
        let red = Int32(colour.x)
        self.red = red
        reds = squares(colour.x).enumerated().map { (1024 + red + Int32($0)) * $1 }
        greens = squares(colour.y).map { 2048 * $0 }
        blues = squares(colour.z)
    }

    @inline(__always)
    func squared(to pixel: SIMD4<UInt8>) -> Int32 {
        reds[Int(pixel.x)] &+ greens[Int(pixel.y)] &+ (1534 &- red &- Int32(pixel.x)) &* blues[Int(pixel.z)]
    }

    /// The square of `halves / 2` on the scale of ``squared(to:)``.
    static func limit(halves: Int) -> Int32 {
        // A step between two greys is one in three colours, so its plain distance, squared, is 3.
        Int32(halves * halves * greyStep / (4 * 3))
    }
}
