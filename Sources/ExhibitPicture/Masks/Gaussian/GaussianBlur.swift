/// Blurs a plane of eight-bit levels; at most one level from the exact Gaussian, with the edge's levels repeated outside.
///
/// A wide blur is computed on a smaller plane, halved until sigma is below 16: that is blurred by what is missing from the
/// variance, and the result, which has no detail finer than an eighth of sigma, is interpolated. So the time falls as sigma
/// grows.
struct GaussianBlur {
    private let variance: Double
    private let halvings: Int

    /// Sigma is not 0.
    init(_ sigma: Sigma) {
        variance = sigma.variance
        var halvings = 0
        while variance >= Double(256 << (2 * halvings)) { halvings += 1 }
        self.halvings = halvings
    }

    func blur(_ levels: [UInt8], width: Int, height: Int) -> [UInt8] {
        guard halvings > 0 else { return narrow(levels, width: width, height: height) }
        var plane = HalvedPlane(of: levels, width: width, height: height)
        for _ in 1..<halvings { plane = plane.halved() }
        let area = Double(1 << (2 * halvings))
        // Each halving counts four times as much as the one before.
        let halved = HalvedPlane.variance * (area - 1) / 3
        // Linear interpolation adds nothing at a sample and a quarter of the area halfway to the next.
        let interpolated = area / 8
        plane.blur(by: GaussianKernel(variance: (variance - halved - interpolated) / area))
        return plane.enlarged(width: width, height: height, halvings: halvings)
    }

    private func narrow(_ levels: [UInt8], width: Int, height: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: levels.count)
        var written = result.mutableSpan
        let source = levels.span
        var filter = GaussianFilter(GaussianKernel(variance: variance), width: width, height: height)
        filter.run { row, target, start in
            let levels = source.extracting((row * width)..<((row + 1) * width))
            if row > 0, levels.isEqual(to: source.extracting(((row - 1) * width)..<(row * width))) { return false }
            target.write(levels, at: start) { UInt16($0) << 7 }
            return true
        } write: { row, line in
            written.write(line, at: row * width) { UInt8(truncatingIfNeeded: ($0 &+ 64) >> 7) }
        }
        return result
    }
}
