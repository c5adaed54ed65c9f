/// The weighted sums of neighbours for one block of pixels: levels in 128ths times parts of 65 536, which fit 32 bits.
struct BlockSums {
    static let count = GaussianKernel.reach

    private var sums = [UInt32](repeating: 0, count: Self.count)

    /// Begins anew with the levels from `start` on.
    mutating func begin(_ levels: [UInt16], at start: Int, _ part: UInt32) {
        var sums = sums.mutableSpan
        let levels = levels.span.extracting(start..<(start + Self.count))
        precondition(sums.count == Self.count)
        for at in 0..<Self.count { sums[at] = UInt32(levels[at]) &* part &+ 32_768 }
    }

    /// Adds one part each of the levels from `one` on and of those from `other` on.
    mutating func add(_ levels: [UInt16], at one: Int, and other: Int, _ part: UInt16) {
        var sums = sums.mutableSpan
        let one = levels.span.extracting(one..<(one + Self.count))
        let other = levels.span.extracting(other..<(other + Self.count))
        precondition(sums.count == Self.count)
        for at in 0..<Self.count { sums[at] &+= UInt32(one[at] &+ other[at]) &* UInt32(part) }
    }

    /// Writes them, divided by 65 536, from `start` on.
    func write(to levels: inout [UInt16], at start: Int) {
        var levels = levels.mutableSpan
        levels.write(sums.span, at: start) { UInt16(truncatingIfNeeded: $0 >> 16) }
    }
}
