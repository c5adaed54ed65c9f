/// A Gaussian over rows that come in order, top to bottom, and leave in order, with the picture's edge repeated outside.
///
/// Levels are whole 128ths, so that a sum of two fits 16 bits. Blocks of pixels whose whole neighbourhood is one level,
/// most of most masks, are copied and not computed.
struct GaussianFilter {
    private static let block = BlockSums.count

    private let kernel: GaussianKernel
    private let width: Int
    private let height: Int
    private let blocks: Int
    /// One row, with a block of its edge's level on both sides.
    private var padded: [UInt16]
    /// Which blocks of ``padded`` have a pixel that differs from the one before it.
    private var isMixed: [Bool]
    /// The last rows that differ from the one above, blurred along the row.
    private var ring: [UInt16]
    /// Which of the rows in ``ring``, counted from the first ever, each row so far is.
    private var numbers: [Int] = []
    /// The last row, for each block, that differs there from the one above.
    private var changed: [Int]
    private var sums = BlockSums()

    private var reach: Int { kernel.sides.count }
    private var ringRows: Int { 2 * reach + 2 }

    init(_ kernel: GaussianKernel, width: Int, height: Int) {
        self.kernel = kernel
        self.width = width
        self.height = height
        blocks = (width + Self.block - 1) / Self.block
        padded = [UInt16](repeating: 0, count: (blocks + 2) * Self.block)
        isMixed = [Bool](repeating: false, count: blocks + 2)
        ring = [UInt16](repeating: 0, count: (2 * kernel.sides.count + 2) * blocks * Self.block)
        changed = [Int](repeating: 0, count: blocks)
        numbers.reserveCapacity(height)
    }

    /// `read` writes the levels of a row from `start` on, or returns false when they are those of the row before.
    mutating func run(
        read: (_ row: Int, _ levels: inout MutableSpan<UInt16>, _ start: Int) -> Bool,
        write: (_ row: Int, _ levels: Span<UInt16>) -> Void
    ) {
        var line = [UInt16](repeating: 0, count: blocks * Self.block)
        for row in 0..<height {
            while numbers.count <= min(row + reach, height - 1) { take(read) }
            for block in 0..<blocks { blurColumns(of: row, block, into: &line) }
            write(row, line.span.extracting(0..<width))
        }
    }

    private mutating func take(_ read: (Int, inout MutableSpan<UInt16>, Int) -> Bool) {
        let row = numbers.count
        var levels = padded.mutableSpan
        guard read(row, &levels, Self.block) else { return numbers.append(numbers[row - 1]) }
        let number = row == 0 ? 0 : numbers[row - 1] + 1
        numbers.append(number)
        pad()
        for block in 0..<blocks {
            blurRow(block, into: place(number, block))
            if row > 0, Self.differs(ring, place(number - 1, block), place(number, block)) { changed[block] = row }
        }
    }

    /// Repeats the row's edges, and finds out where it is of one level.
    private mutating func pad() {
        let end = Self.block + width
        let (first, last) = (padded[Self.block], padded[end - 1])
        var levels = padded.mutableSpan
        levels.fill(0..<Self.block, with: first)
        levels.fill(end..<levels.count, with: last)
        for block in 1..<(blocks + 2) {
            isMixed[block] = Self.differs(padded, block * Self.block - 1, block * Self.block)
        }
    }

    private static func differs(_ levels: [UInt16], _ one: Int, _ other: Int) -> Bool {
        !levels.span.extracting(one..<(one + block)).isEqual(to: levels.span.extracting(other..<(other + block)))
    }

    private mutating func blurRow(_ block: Int, into target: Int) {
        let start = (block + 1) * Self.block
        guard isMixed[block] || isMixed[block + 1] || isMixed[block + 2] else {
            let level = padded[start]
            var ring = ring.mutableSpan
            ring.fill(target..<(target + Self.block), with: level)
            return
        }
        sums.begin(padded, at: start, kernel.centre)
        for (index, part) in kernel.sides.enumerated() {
            sums.add(padded, at: start - index - 1, and: start + index + 1, part)
        }
        sums.write(to: &ring, at: target)
    }

    private mutating func blurColumns(of row: Int, _ block: Int, into line: inout [UInt16]) {
        let centre = place(numbers[row], block)
        guard changed[block] > row - reach else {
            var line = line.mutableSpan
            line.write(ring.span.extracting(centre..<(centre + Self.block)), at: block * Self.block)
            return
        }
        sums.begin(ring, at: centre, kernel.centre)
        for (index, part) in kernel.sides.enumerated() {
            let above = place(numbers[max(0, row - index - 1)], block)
            let below = place(numbers[min(height - 1, row + index + 1)], block)
            sums.add(ring, at: above, and: below, part)
        }
        sums.write(to: &line, at: block * Self.block)
    }

    /// Where a block of a row stands in ``ring``.
    private func place(_ number: Int, _ block: Int) -> Int {
        (number % ringRows * blocks + block) * Self.block
    }
}
