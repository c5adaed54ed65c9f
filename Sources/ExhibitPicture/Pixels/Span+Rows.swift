// Whole rows at once, in loops without a way out, which the compiler turns into vector instructions.

extension Span where Element: FixedWidthInteger & BitwiseCopyable {
    /// Both are of one length.
    @inline(__always)
    func isEqual(to other: Span<Element>) -> Bool {
        precondition(count == other.count)
        var difference: Element = 0
        for at in indices { difference |= self[at] ^ other[at] }
        return difference == 0
    }
}

extension MutableSpan where Element: BitwiseCopyable {
    /// Each element of `other` in turn, as `change` makes it, from `start` on.
    @inline(__always)
    mutating func write<Other: BitwiseCopyable>(
        _ other: Span<Other>,
        at start: Int,
        _ change: (Other) -> Element
    ) {
        precondition(start >= 0 && start <= count && other.count <= count - start)
        for at in other.indices { self[start &+ at] = change(other[at]) }
    }

    @inline(__always)
    mutating func write(_ other: Span<Element>, at start: Int) {
        write(other, at: start) { $0 }
    }

    /// What `mix` makes of each pair, from `start` on.
    @inline(__always)
    mutating func write(
        _ one: Span<Element>,
        _ other: Span<Element>,
        at start: Int,
        _ mix: (Element, Element) -> Element
    ) {
        precondition(start >= 0 && start <= count && one.count <= count - start && one.count == other.count)
        for at in one.indices { self[start &+ at] = mix(one[at], other[at]) }
    }

    /// The two ranges do not overlap.
    @inline(__always)
    mutating func copy(_ range: Range<Int>, to start: Int) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count && start >= 0 && range.count <= count - start)
        for at in 0..<range.count { self[start &+ at] = self[range.lowerBound &+ at] }
    }

    @inline(__always)
    mutating func fill(_ range: Range<Int>, with element: Element) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        for at in range { self[at] = element }
    }
}
