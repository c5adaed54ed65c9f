/// ``RowMaximum`` down the columns: some neighbouring ones at once, so that every comparison is one of whole vectors.
struct ColumnMaximum {
    /// Of a 4096 pixels high picture, what these need still fits a core's own cache.
    private static let columns = 64

    private let radius: Int
    private let width: Int
    private let height: Int
    /// For each row, the largest from the block's beginning to here.
    private var fromStart: [UInt8]
    /// For each row, the largest from here to the block's end.
    private var toEnd: [UInt8]

    private var window: Int { 2 * radius + 1 }

    /// The radius is at least 1.
    init(radius: Int, width: Int, height: Int) {
        self.radius = min(radius, height)
        self.width = width
        self.height = height
        fromStart = [UInt8](repeating: 0, count: height * Self.columns)
        toEnd = fromStart
    }

    mutating func replace(_ plane: inout [UInt8]) {
        for left in stride(from: 0, to: width, by: Self.columns) {
            let columns = min(Self.columns, width - left)
            sweep(plane, left: left, columns)
            for row in 0..<height { write(row, to: &plane, at: row * width + left, columns) }
        }
    }

    private mutating func sweep(_ plane: [UInt8], left: Int, _ columns: Int) {
        for start in stride(from: 0, to: height, by: window) {
            let end = min(start + window, height)
            fromStart.accumulate(plane, from: start * width + left, columns, at: start * Self.columns, onto: nil)
            for row in (start + 1)..<max(start + 1, end) {
                let at = row * Self.columns
                fromStart.accumulate(plane, from: row * width + left, columns, at: at, onto: at - Self.columns)
            }
            toEnd.accumulate(plane, from: (end - 1) * width + left, columns, at: (end - 1) * Self.columns, onto: nil)
            for row in (start..<(end - 1)).reversed() {
                let at = row * Self.columns
                toEnd.accumulate(plane, from: row * width + left, columns, at: at, onto: at + Self.columns)
            }
        }
    }

    private func write(_ row: Int, to plane: inout [UInt8], at start: Int, _ columns: Int) {
        var plane = plane.mutableSpan
        let first = max(0, row - radius) * Self.columns
        let last = min(height - 1, row + radius) * Self.columns
        let left = toEnd.span.extracting(first..<(first + columns))
        let right = fromStart.span.extracting(last..<(last + columns))
        if row <= radius {
            // Cut at the beginning, or just not: in the first block.
            plane.write(right, at: start)
        } else if row + radius >= height, row - radius >= (height - 1) / window * window {
            plane.write(left, at: start)
        } else {
            plane.write(left, right, at: start) { max($0, $1) }
        }
    }
}

extension [UInt8] {
    /// Writes `count` pixels of `plane` at `start`, or the larger of each and of what was written at `before`.
    fileprivate mutating func accumulate(_ plane: [UInt8], from: Int, _ count: Int, at start: Int, onto before: Int?) {
        var target = mutableSpan
        let pixels = plane.span.extracting(from..<(from + count))
        guard let before else { return target.write(pixels, at: start) }
        precondition(start >= 0 && start + count <= target.count && before >= 0 && before + count <= target.count)
        for at in pixels.indices { target[start &+ at] = Swift.max(target[before &+ at], pixels[at]) }
    }
}
