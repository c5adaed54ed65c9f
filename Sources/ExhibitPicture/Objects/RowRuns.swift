/// The runs of like pixels in the rows of a bitmap, and which of them hang together.
///
/// A scan-line flood fill of every area at once: each row's runs join those they touch in the row above, in one pass
/// whatever the shapes are, and without a stack that a maze could make as large as the picture.
struct RowRuns {
    private struct Run {
        let start: Int
        let end: Int
        let touchesEdge: Bool
    }

    private var runs: [Run] = []
    /// For each run the first one of its area, which stands for it; while they are joined, one on the way there.
    private var areas: [Int] = []

    /// Runs of bytes in `values`; areas hang together by their sides, or `diagonally` by their corners too.
    init(_ bitmap: [UInt8], width: Int, within values: ClosedRange<UInt8>, diagonally: Bool = false) {
        let bytes = bitmap.span
        let height = bitmap.count / width
        let scan = RunScan(values)
        var above = 0..<0
        for row in 0..<height {
            let (begin, end) = (row * width, (row + 1) * width)
            let first = runs.count
            var at = begin
            while true {
                let start = scan.end(of: bytes, from: at, to: end, inside: false)
                guard start < end else { break }
                at = scan.end(of: bytes, from: start, to: end, inside: true)
                let touchesEdge = row == 0 || row == height - 1 || start == begin || at == end
                areas.append(runs.count)
                runs.append(Run(start: start, end: at, touchesEdge: touchesEdge))
            }
            join(above, first..<runs.count, width: width, slack: diagonally ? 1 : 0)
            above = first..<runs.count
        }
        // Ways only lead back, so one pass forward makes each a single step.
        for index in areas.indices { areas[index] = areas[areas[index]] }
    }

    /// How many pixels have areas that reach the edge of the picture.
    func pixelsTouchingEdge() -> Int {
        let touches = areasTouchingEdge()
        return runs.indices.reduce(0) { touches[areas[$1]] ? $0 + runs[$1].end - runs[$1].start : $0 }
    }

    /// Sets to 0 what hangs together with the edge of the picture.
    func removeTouchingEdge(from bitmap: inout [UInt8]) {
        let touches = areasTouchingEdge()
        remove(from: &bitmap) { touches[$0] }
    }

    /// Sets to 0 the areas of fewer pixels.
    func removeSmaller(than limit: Int, from bitmap: inout [UInt8]) {
        var pixels = [Int](repeating: 0, count: runs.count)
        for (index, run) in runs.enumerated() { pixels[areas[index]] += run.end - run.start }
        remove(from: &bitmap) { pixels[$0] < limit }
    }

    private func remove(from bitmap: inout [UInt8], where isGone: (_ area: Int) -> Bool) {
        var bytes = bitmap.mutableSpan
        for index in runs.indices where isGone(areas[index]) {
            for at in runs[index].start..<runs[index].end { bytes[at] = 0 }
        }
    }

    private func areasTouchingEdge() -> [Bool] {
        var touches = [Bool](repeating: false, count: runs.count)
        for index in runs.indices where runs[index].touchesEdge { touches[areas[index]] = true }
        return touches
    }

    private mutating func join(_ above: Range<Int>, _ below: Range<Int>, width: Int, slack: Int) {
        var (upper, lower) = (above.lowerBound, below.lowerBound)
        while upper < above.upperBound, lower < below.upperBound {
            // In the columns of the lower row.
            let (start, end) = (runs[upper].start + width, runs[upper].end + width)
            if start < runs[lower].end + slack, runs[lower].start < end + slack { unite(upper, lower) }
            if end < runs[lower].end { upper += 1 } else { lower += 1 }
        }
    }

    private mutating func unite(_ one: Int, _ other: Int) {
        let (first, second) = (start(of: one), start(of: other))
        areas[max(first, second)] = min(first, second)
    }

    /// Halves the way as it goes.
    private mutating func start(of run: Int) -> Int {
        var at = run
        while areas[at] != at {
            areas[at] = areas[areas[at]]
            at = areas[at]
        }
        return at
    }
}

/// Finds where bytes begin or cease to be of some values.
private struct RunScan {
    private static let block = 64

    private let low: UInt8
    private let reach: UInt8

    init(_ values: ClosedRange<UInt8>) {
        low = values.lowerBound
        reach = values.upperBound - values.lowerBound
    }

    /// The first index from `start` on that is not `inside` the values, or `end`.
    func end(of bytes: Span<UInt8>, from start: Int, to end: Int, inside: Bool) -> Int {
        var at = start
        // Long runs in whole blocks, in a loop without a way out, which the compiler turns into vector instructions.
        while at + Self.block <= end {
            let block = bytes.extracting(at..<(at + Self.block))
            var (least, most) = (UInt8.max, UInt8.min)
            for index in block.indices {
                least = min(least, block[index] &- low)
                most = max(most, block[index] &- low)
            }
            guard inside ? most <= reach : least > reach else { break }
            at += Self.block
        }
        while at < end, (bytes[at] &- low <= reach) == inside { at &+= 1 }
        return at
    }
}
