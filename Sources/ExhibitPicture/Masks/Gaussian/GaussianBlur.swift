/// Blurs a plane of eight-bit levels; at most one level from the exact Gaussian, with the edge's levels repeated outside.
///
/// A wide blur is computed on a smaller picture: the means of blocks of a power of two, at most an eighth of sigma wide,
/// are blurred by what is missing from the variance, and the result, which has no detail finer than that, is interpolated.
/// So the time falls as sigma grows.
struct GaussianBlur {
    private let variance: Double
    /// The binary logarithm of the blocks' width.
    private let shift: Int

    /// Sigma is not 0.
    init(_ sigma: Sigma) {
        variance = sigma.variance
        var shift = 0
        while variance >= Double(256 << (2 * shift)) { shift += 1 }
        self.shift = shift
    }

    func blur(_ levels: [UInt8], width: Int, height: Int) -> [UInt8] {
        guard shift > 0 else { return narrow(levels, width: width, height: height) }
        let area = Double(1 << (2 * shift))
        // A block is itself a blur, with the variance of that many pixels of one weight.
        let kernel = GaussianKernel(variance: (variance - (area - 1) / 12) / area)
        let means = BlockMeans(of: levels, width: width, height: height, shift: shift)
        return means.blurred(by: kernel).enlarged(width: width, height: height)
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
