import ExhibitModel

/// A picture on a coarse grid over a canvas, and as many cells around it as the canvas's edge is felt in.
///
/// Four planes, premultiplied, of whole 128ths of a level as the Gaussian wants them.
struct BlurGrid {
    private static let opaque = UInt16(255 << 7)

    private let shift: Int
    private let columns: Int
    private let rows: Int
    /// Cells to the left of the canvas and above it.
    private let margins: (left: Int, top: Int)
    private var planes: [[UInt16]]

    init(_ source: PixelBuffer, stretchedTo size: PixelSize, shift: Int) {
        let across = BlurAxis(source: source.width, canvas: size.width, shift: shift)
        let down = BlurAxis(source: source.height, canvas: size.height, shift: shift)
        self.shift = shift
        columns = across.cells
        rows = down.cells
        margins = (across.margin, down.margin)
        let window = Resampler.Window(x: across.origin, y: down.origin, width: across.extent, height: down.extent)
        var planes = [[UInt16]](repeating: [], count: 4)
        for channel in 0..<4 { planes[channel].reserveCapacity(across.cells * down.cells) }
        let grid = PixelSize(width: across.cells, height: down.cells)
        Resampler.resample(source, window: window, to: grid, .encoded) { row in
            for x in row.indices {
                let level = row[x].clamped(lowerBound: .zero, upperBound: .init(repeating: Int16(WorkingScale.full)))
                for channel in 0..<4 { planes[channel].append(UInt16(level[channel]) << 1) }
            }
        }
        self.planes = planes
    }

    func blurred(by kernel: GaussianKernel?) -> BlurGrid {
        guard let kernel else { return self }
        var result = self
        for channel in planes.indices where planes[channel].contains(where: { $0 != Self.opaque }) {
            result.planes[channel] = blurred(planes[channel], by: kernel)
        }
        return result
    }

    private func blurred(_ plane: [UInt16], by kernel: GaussianKernel) -> [UInt16] {
        var result = plane
        var written = result.mutableSpan
        let source = plane.span
        let columns = self.columns
        var filter = GaussianFilter(kernel, width: columns, height: rows)
        filter.run { row, levels, start in
            levels.write(source.extracting((row * columns)..<((row + 1) * columns)), at: start)
            return true
        } write: { row, line in
            written.write(line, at: row * columns)
        }
        return result
    }

    /// What one row of the canvas is interpolated from.
    func line(at y: Int) -> BlurLine {
        let cell = 1 << shift
        // Counted in half pixels from the centre of the first row of cells.
        let down = 2 * y + 1 + cell * (2 * margins.top - 1)
        let part = UInt32(down & (2 * cell - 1))
        let rest = UInt32(2 * cell) - part
        let above = (down >> (shift + 1)) * columns
        let below = part == 0 ? above : above + columns
        let cells = (0..<columns).map { column in
            var mixed = SIMD4<UInt32>.zero
            for channel in 0..<4 {
                mixed[channel] =
                    UInt32(planes[channel][above + column]) &* rest
                    &+ UInt32(planes[channel][below + column]) &* part
            }
            return mixed
        }
        return BlurLine(cells: cells, shift: shift, margin: margins.left)
    }
}
