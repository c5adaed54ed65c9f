/// A plane made smaller: the mean of each square block, in 128ths of a level, and one more block outside of each edge.
///
/// Outside, as in a last block that is not full, the edge's levels are repeated.
struct BlockMeans {
    private let shift: Int
    private let columns: Int
    private let rows: Int
    private var levels: [UInt16]

    private var block: Int { 1 << shift }

    init(of plane: [UInt8], width: Int, height: Int, shift: Int) {
        self.shift = shift
        columns = (width - 1) >> shift + 3
        rows = (height - 1) >> shift + 3
        levels = [UInt16](repeating: 0, count: columns * rows)
        var sums = [UInt32](repeating: 0, count: width)
        for row in 0..<rows {
            for at in sums.indices { sums[at] = 0 }
            for down in 0..<block {
                let y = ((row - 1) * block + down).clamped(to: 0...(height - 1))
                Self.add(plane.span.extracting((y * width)..<((y + 1) * width)), to: &sums)
            }
            for column in 0..<columns {
                levels[row * columns + column] = mean(of: sums, from: (column - 1) * block)
            }
        }
    }

    private static func add(_ levels: Span<UInt8>, to sums: inout [UInt32]) {
        var sums = sums.mutableSpan
        precondition(sums.count == levels.count)
        for at in levels.indices { sums[at] &+= UInt32(levels[at]) }
    }

    private func mean(of sums: [UInt32], from left: Int) -> UInt16 {
        var total: UInt32 = 0
        for x in left..<(left + block) { total += sums[x.clamped(to: 0...(sums.count - 1))] }
        let area = UInt32(1) << (2 * shift)
        return UInt16((total << 7 + area / 2) / area)
    }

    func blurred(by kernel: GaussianKernel) -> BlockMeans {
        var result = self
        var written = result.levels.mutableSpan
        let source = levels.span
        var filter = GaussianFilter(kernel, width: columns, height: rows)
        filter.run { row, target, start in
            target.write(source.extracting((row * columns)..<((row + 1) * columns)), at: start)
            return true
        } write: { row, line in
            written.write(line, at: row * columns)
        }
        return result
    }

    /// Back to a plane of whole levels, by linear interpolation between the blocks' centres.
    func enlarged(width: Int, height: Int) -> [UInt8] {
        var plane = [UInt8](repeating: 0, count: width * height)
        var written = plane.mutableSpan
        var line = [UInt32](repeating: 0, count: columns)
        for y in 0..<height {
            // Counted in half pixels from the centre of the first row of blocks.
            let down = 2 * y + 1 + block
            mix(row: down >> (shift + 1), part: UInt32(down & (2 * block - 1)), into: &line)
            interpolate(line, into: &written, (y * width)..<((y + 1) * width))
        }
        return plane
    }

    private func mix(row: Int, part: UInt32, into line: inout [UInt32]) {
        var line = line.mutableSpan
        let above = levels.span.extracting((row * columns)..<((row + 1) * columns))
        let below = levels.span.extracting(((row + 1) * columns)..<((row + 2) * columns))
        let rest = UInt32(2 * block) - part
        for at in line.indices { line[at] = UInt32(above[at]) &* rest &+ UInt32(below[at]) &* part }
    }

    private func interpolate(_ line: [UInt32], into target: inout MutableSpan<UInt8>, _ row: Range<Int>) {
        // 7 bits of fraction, and those of both interpolations.
        let fraction = UInt32(7 + 2 * (shift + 1))
        for column in 0..<(columns - 1) {
            let left = column * block - block / 2
            let range = max(0, left)..<min(row.count, left + block)
            guard !range.isEmpty else { continue }
            // Differences below 0 wrap, and the sum wraps back.
            let slope = line[column + 1] &- line[column]
            let base = line[column] << UInt32(shift + 1) &+ UInt32(1) << (fraction - 1)
            for x in range {
                let level = base &+ slope &* UInt32(truncatingIfNeeded: 2 * (x - left) + 1)
                target[row.lowerBound + x] = UInt8(truncatingIfNeeded: level >> fraction)
            }
        }
    }
}
