/// A Gaussian sampled at whole pixels, as whole parts of 65 536 that add up to all of them.
///
/// It reaches four sigma, where a 16 000th of the whole is left. Only additions, multiplications, divisions and square
/// roots make it, which IEEE 754 rounds in one way on every machine.
struct GaussianKernel {
    /// The widest reach, which a filter may count on.
    static let reach = 64

    let centre: UInt32
    /// The part of each of the two pixels at distance 1, 2 and so on.
    let sides: [UInt16]

    init(variance: Double) {
        let radius = min(Self.reach, Int((4 * variance.squareRoot()).rounded(.up)))
        let step = Self.exponential(minus: 0.5 / variance)
        // g(x + 1) / g(x) is step to the power of 2x + 1.
        var samples: [Double] = []
        var sample = 1.0
        var ratio = step
        for _ in 0..<radius {
            sample *= ratio
            ratio *= step * step
            samples.append(sample)
        }
        let total = 1 + 2 * samples.reduce(0, +)
        sides = samples.map { UInt16(($0 / total * 65_536).rounded()) }
        centre = 65_536 - 2 * sides.reduce(0) { $0 + UInt32($1) }
    }

    /// e to the power of `-exponent`.
    ///
    /// The C library's own may differ in its last bit between processors.
    private static func exponential(minus exponent: Double) -> Double {
        var small = exponent
        var halvings = 0
        while small > 0.25 {
            small /= 2
            halvings += 1
        }
        var power = 1.0
        for term in stride(from: 14.0, through: 1, by: -1) { power = 1 - power * small / term }
        for _ in 0..<halvings { power *= power }
        return power
    }
}
