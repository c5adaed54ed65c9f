/// The Lanczos kernel of three lobes: sinc(x) · sinc(x / 3) for |x| < 3.
///
/// Made of additions, multiplications and divisions alone, which IEEE 754 fixes to the last bit: a mathematics
/// library may differ between machines, and a picture that is made again must not.
enum Lanczos {
    static let support = 3.0

    static func weight(_ x: Double) -> Double {
        let distance = x.magnitude
        guard distance < support else { return 0 }
        guard distance > 1e-9 else { return 1 }
        let phase = Double.pi * distance
        return support * sine(halfTurns: distance) * sine(halfTurns: distance / support) / (phase * phase)
    }

    /// sin(π · `halfTurns`), exactly 0 at whole numbers, otherwise within 1e-13.
    private static func sine(halfTurns: Double) -> Double {
        let nearest = halfTurns.rounded(.toNearestOrEven)
        let angle = Double.pi * (halfTurns - nearest)
        var term = angle
        var sum = angle
        for step in stride(from: 2.0, through: 18, by: 2) {
            term *= -angle * angle / (step * (step + 1))
            sum += term
        }
        return nearest.truncatingRemainder(dividingBy: 2) == 0 ? sum : -sum
    }
}
