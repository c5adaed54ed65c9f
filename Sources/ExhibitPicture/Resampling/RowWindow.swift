/// The rows of a picture that the current new row is made of, resampled across already.
///
/// Holds as many rows as the kernel is high, so memory does not grow with the picture's height.
struct RowWindow {
    private let picture: PixelBuffer
    private let axis: ResamplingAxis
    private let scale: WorkingScale
    private let width: Int
    private let capacity: Int
    /// `capacity` rows; row `y` of the picture stands in slot `y % capacity`.
    private var held: [SIMD4<Int16>]
    private var next = 0
    private var source: [SIMD4<Int16>]
    private var sums: [SIMD4<Int32>]

    init(_ picture: PixelBuffer, _ axis: ResamplingAxis, holding capacity: Int, _ scale: WorkingScale) {
        self.picture = picture
        self.axis = axis
        self.scale = scale
        self.capacity = capacity
        width = axis.taps.count
        held = Array(repeating: .zero, count: capacity * width)
        source = Array(repeating: .zero, count: picture.width)
        sums = Array(repeating: .zero, count: width)
    }

    /// Has the rows before `end`, as far back as the window holds; `end` never goes back.
    mutating func advance(to end: Int) {
        // Rows that the new picture leaves out, above a window or between far samples, are not worth computing.
        next = max(next, end - capacity)
        while next < end {
            load(row: next)
            resampleAcross(into: next % capacity * width)
            next += 1
        }
    }

    private mutating func load(row: Int) {
        let (picture, scale) = (self.picture, self.scale)
        let bytes = picture.bytes.span
        var offset = row * picture.width * 4
        var source = self.source.mutableSpan
        for x in 0..<picture.width {
            source[x] = scale.working(bytes.pixel(at: offset))
            offset &+= 4
        }
    }

    private mutating func resampleAcross(into start: Int) {
        let (row, axis) = (self.source, self.axis)
        let source = row.span
        let weights = axis.weights.span
        let taps = axis.taps.span
        var held = self.held.mutableSpan
        for x in taps.indices {
            let one = taps[x]
            var sum = SIMD4<Int32>(repeating: ResamplingAxis.unit / 2)
            for tap in 0..<one.count {
                let weight = Int32(weights[one.offset &+ tap])
                sum &+= SIMD4<Int32>(truncatingIfNeeded: source[one.first &+ tap]) &* weight
            }
            held[start &+ x] = SIMD4(truncatingIfNeeded: sum &>> ResamplingAxis.bits)
        }
    }

    /// The new row that these rows make together.
    mutating func mix(_ taps: ResamplingAxis.Taps, _ weights: [Int16]) -> [SIMD4<Int16>] {
        let (rows, width) = (held, self.width)
        let held = rows.span
        let slots = (taps.first..<(taps.first + taps.count)).map { $0 % capacity * width }
        var sums = self.sums.mutableSpan
        for x in 0..<width { sums[x] = SIMD4(repeating: ResamplingAxis.unit / 2) }
        for (tap, start) in slots.enumerated() {
            let weight = Int32(weights[taps.offset + tap])
            for x in 0..<width {
                sums[x] &+= SIMD4<Int32>(truncatingIfNeeded: held[start &+ x]) &* weight
            }
        }
        return self.sums.map { SIMD4(truncatingIfNeeded: $0 &>> ResamplingAxis.bits) }
    }
}
