import ExhibitModel

/// A picture, its edge repeated outside, stretched to another size and blurred; at most one level from the exact
/// Gaussian.
///
/// Where the blur is wide it is computed on a coarser grid, straight from the source, with cells of a power of two that
/// are at most a quarter of sigma wide. What the interpolation between their centres blurs by itself is taken off the
/// variance first, so the time hardly depends on sigma.
struct StretchedBlur {
    private let sigma: Sigma
    /// The binary logarithm of a cell's width.
    private let shift: Int

    private var cell: Int { 1 << shift }

    init(_ sigma: Sigma) {
        self.sigma = sigma
        var shift = 0
        // Cells of more than 128 pixels would overflow 32 bits between two of them.
        while shift < 7, sigma.variance >= Double(64 << (2 * shift)) { shift += 1 }
        self.shift = shift
    }

    /// Clear in the area that the caller covers anyway.
    func canvas(
        _ source: PixelBuffer,
        size: PixelSize,
        besides area: (columns: Range<Int>, rows: Range<Int>)
    ) -> PixelBuffer {
        let grid = BlurGrid(source, stretchedTo: size, shift: shift).blurred(by: kernel)
        var bytes = [UInt8](pixelsOf: size)
        for row in 0..<size.height {
            let line = grid.line(at: row)
            if area.rows.contains(row) {
                line.write(0..<area.columns.lowerBound, of: row * size.width, into: &bytes)
                line.write(area.columns.upperBound..<size.width, of: row * size.width, into: &bytes)
            } else {
                line.write(0..<size.width, of: row * size.width, into: &bytes)
            }
        }
        return PixelBuffer(size, computed: bytes)
    }

    /// Nil when nothing is to be blurred.
    private var kernel: GaussianKernel? {
        guard !sigma.isNone else { return nil }
        // Linear interpolation over cells of width 1 blurs with a triangle of variance 1/6.
        let own = shift == 0 ? 0 : 1.0 / 6
        return GaussianKernel(variance: sigma.variance / Double(1 << (2 * shift)) - own)
    }
}
