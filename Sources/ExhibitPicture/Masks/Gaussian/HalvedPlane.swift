/// A plane halved some times over, in 128ths of a level: what is left to blur of a wide Gaussian.
///
/// Each halving weighs four neighbours 1, 3, 3, 1 along both axes. That is a blur of its own, and keeps patterns as fine as
/// the steps from coming through as coarse ones. Outside of the plane the edge's levels are repeated; two more rows and
/// columns on each side hold what the edge and its repetition become.
struct HalvedPlane {
    static let margin = 2
    /// The variance of the four weights, in pixels of the plane that is halved.
    static let variance = 0.75

    /// With the margins.
    let columns: Int
    let rows: Int
    private(set) var levels: [UInt16]

    /// Of a plane in whole levels.
    init(of plane: [UInt8], width: Int, height: Int) {
        // The weights' sum of 64 times a level is twice its 128ths.
        self.init(halving: plane, columns: width, rows: height, margin: 0) { UInt16(truncatingIfNeeded: $0 * 2) }
    }

    func halved() -> HalvedPlane {
        HalvedPlane(halving: levels, columns: columns, rows: rows, margin: Self.margin) {
            UInt16(truncatingIfNeeded: ($0 + 32) >> 6)
        }
    }

    private init<Level: UnsignedInteger & FixedWidthInteger & BitwiseCopyable>(
        halving plane: [Level],
        columns: Int,
        rows: Int,
        margin: Int,
        finish: (UInt32) -> UInt16
    ) {
        self.columns = (columns - 2 * margin + 1) / 2 + 2 * Self.margin
        self.rows = (rows - 2 * margin + 1) / 2 + 2 * Self.margin
        levels = [UInt16](repeating: 0, count: self.columns * self.rows)
        var sums = [UInt32](repeating: 0, count: columns)
        for row in 0..<self.rows {
            let first = (row - Self.margin) * 2 - 1 + margin
            let starts = (first..<(first + 4)).map { $0.clamped(to: 0...(rows - 1)) * columns }
            Self.weigh(plane, starts, into: &sums)
            for column in 0..<self.columns {
                let at = (column - Self.margin) * 2 - 1 + margin
                levels[row * self.columns + column] = finish(Self.weigh(sums, at))
            }
        }
    }

    /// Four rows, given by where they start.
    private static func weigh<Level: UnsignedInteger & FixedWidthInteger & BitwiseCopyable>(
        _ plane: [Level],
        _ starts: [Int],
        into sums: inout [UInt32]
    ) {
        var sums = sums.mutableSpan
        let (first, second) = (starts[0]..<(starts[0] + sums.count), starts[1]..<(starts[1] + sums.count))
        let (third, fourth) = (starts[2]..<(starts[2] + sums.count), starts[3]..<(starts[3] + sums.count))
        let (one, two) = (plane.span.extracting(first), plane.span.extracting(second))
        let (three, four) = (plane.span.extracting(third), plane.span.extracting(fourth))
        for at in one.indices {
            let inner = UInt32(truncatingIfNeeded: two[at]) &+ UInt32(truncatingIfNeeded: three[at])
            let outer = UInt32(truncatingIfNeeded: one[at]) &+ UInt32(truncatingIfNeeded: four[at])
            sums[at] = inner &* 3 &+ outer
        }
    }

    /// Four neighbours in a row, the first at `at`.
    private static func weigh(_ sums: [UInt32], _ at: Int) -> UInt32 {
        if at >= 0, at + 3 < sums.count {
            return sums[at] &+ sums[at + 3] &+ (sums[at + 1] &+ sums[at + 2]) &* 3
        }
        let last = sums.count - 1
        let inner = sums[(at + 1).clamped(to: 0...last)] + sums[(at + 2).clamped(to: 0...last)]
        return sums[at.clamped(to: 0...last)] + sums[(at + 3).clamped(to: 0...last)] + inner * 3
    }

    mutating func blur(by kernel: GaussianKernel) {
        let (source, columns) = (levels, columns)
        var filter = GaussianFilter(kernel, width: columns, height: rows)
        var written = levels.mutableSpan
        filter.run { row, target, start in
            target.write(source.span.extracting((row * columns)..<((row + 1) * columns)), at: start)
            return true
        } write: { row, line in
            written.write(line, at: row * columns)
        }
    }
}
