/// The largest of every window of `2 * radius + 1` elements of a line, at three comparisons an element for any radius.
///
/// By van Herk (Pattern Recognition Letters 13, 1992) and Gil and Werman (IEEE PAMI 15, 1993): the line is cut into blocks
/// as long as the window, which therefore is the end of one block and the beginning of the next. At the line's ends the
/// window is cut. An element may hold the lanes of several lines.
struct SlidingMaximum<Element: BitwiseCopyable> {
    private let radius: Int
    /// The largest from the block's beginning to here.
    private var fromStart: [Element]
    /// The largest from here to the block's end.
    private var toEnd: [Element]

    /// For lines of `count` elements; the radius is at least 1.
    init(radius: Int, count: Int, _ zero: Element) {
        self.radius = min(radius, count)
        fromStart = [Element](repeating: zero, count: count)
        toEnd = fromStart
    }

    @inline(__always)
    mutating func replace(_ line: inout MutableSpan<Element>, larger: (Element, Element) -> Element) {
        sweepForward(line.span, larger: larger)
        sweepBackward(line.span, larger: larger)
        let last = line.count - 1
        // A window that is cut at the beginning lies in the first block: it is shorter than that.
        for at in 0...min(radius, last) { line[at] = fromStart[min(at + radius, last)] }
        if last > 2 * radius {
            let left = toEnd.span.extracting(1..<(last - 2 * radius + 1))
            let right = fromStart.span.extracting((2 * radius + 1)...last)
            for at in left.indices { line[radius + 1 + at] = larger(left[at], right[at]) }
        }
        let lastBlock = last / (2 * radius + 1) * (2 * radius + 1)
        for at in max(radius + 1, last - radius + 1)..<max(radius + 1, last + 1) {
            let left = toEnd[at - radius]
            line[at] = at - radius >= lastBlock ? left : larger(left, fromStart[last])
        }
    }

    @inline(__always)
    private mutating func sweepForward(_ line: Span<Element>, larger: (Element, Element) -> Element) {
        let window = 2 * radius + 1
        var result = fromStart.mutableSpan
        for start in stride(from: 0, to: line.count, by: window) {
            var largest = line[start]
            for at in start..<min(start + window, line.count) {
                largest = larger(largest, line[at])
                result[at] = largest
            }
        }
    }

    @inline(__always)
    private mutating func sweepBackward(_ line: Span<Element>, larger: (Element, Element) -> Element) {
        let window = 2 * radius + 1
        var result = toEnd.mutableSpan
        for start in stride(from: 0, to: line.count, by: window) {
            let end = min(start + window, line.count)
            var largest = line[end - 1]
            for at in (start..<end).reversed() {
                largest = larger(largest, line[at])
                result[at] = largest
            }
        }
    }
}
