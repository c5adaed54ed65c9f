/// The largest of every window of `2 * radius + 1` pixels of a row, at three comparisons a pixel for any radius.
///
/// By van Herk (Pattern Recognition Letters 13, 1992) and Gil and Werman (IEEE PAMI 15, 1993): the row is cut into blocks
/// as long as the window, so a window is the end of one block and the beginning of the next. At the row's ends the window
/// is cut.
struct RowMaximum {
    private let radius: Int
    /// The largest from the block's beginning to here.
    private var fromStart: [UInt8]
    /// The largest from here to the block's end.
    private var toEnd: [UInt8]

    /// The radius is at least 1.
    init(radius: Int, width: Int) {
        self.radius = min(radius, width)
        fromStart = [UInt8](repeating: 0, count: width)
        toEnd = fromStart
    }

    /// Writes the result for `row` from `start` on.
    mutating func write(_ row: Span<UInt8>, to result: inout MutableSpan<UInt8>, at start: Int) {
        sweepForward(row)
        sweepBackward(row)
        let window = 2 * radius + 1
        let last = row.count - 1
        // A window that is cut at the beginning lies in the first block: it is shorter than that.
        for at in 0...min(radius, last) { result[start + at] = fromStart[min(at + radius, last)] }
        if last >= window {
            let left = toEnd.span.extracting(1..<(last - window + 2))
            let right = fromStart.span.extracting(window...last)
            result.write(left, right, at: start + radius + 1) { max($0, $1) }
        }
        // One that is cut at the end has all of the last block, and may have a part of the one before.
        let lastBlock = last / window * window
        guard last > radius else { return }
        for at in max(radius + 1, last - radius + 1)...last {
            let left = toEnd[at - radius]
            result[start + at] = at - radius >= lastBlock ? left : max(left, fromStart[last])
        }
    }

    private mutating func sweepForward(_ row: Span<UInt8>) {
        let window = 2 * radius + 1
        var result = fromStart.mutableSpan
        for start in stride(from: 0, to: row.count, by: window) {
            var largest: UInt8 = 0
            for at in start..<min(start + window, row.count) {
                largest = max(largest, row[at])
                result[at] = largest
            }
        }
    }

    private mutating func sweepBackward(_ row: Span<UInt8>) {
        let window = 2 * radius + 1
        var result = toEnd.mutableSpan
        for start in stride(from: 0, to: row.count, by: window) {
            var largest: UInt8 = 0
            for at in (start..<min(start + window, row.count)).reversed() {
                largest = max(largest, row[at])
                result[at] = largest
            }
        }
    }
}
