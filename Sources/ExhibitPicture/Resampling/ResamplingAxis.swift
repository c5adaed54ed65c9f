/// Which samples of a row or column make each new one, and with what weights of 14 bits.
///
/// The weights of one new sample add up to exactly ``unit``, so that a flat area keeps its value. Beyond the edge its
/// sample is repeated.
struct ResamplingAxis: Sendable {
    static let bits: Int32 = 14
    static let unit: Int32 = 1 << bits

    /// What makes one new sample: `weights[offset...]` times the samples from `first` on.
    struct Taps: Sendable {
        let first: Int
        let count: Int
        let offset: Int
    }

    private(set) var taps: [Taps] = []
    private(set) var weights: [Int16] = []
    /// The greatest number of samples that one new one needs.
    var longest: Int { taps.reduce(0) { max($0, $1.count) } }

    /// `outputs` new samples over `[origin, origin + extent)` of a row of `inputs`, or of what lies beyond its edge.
    init(inputs: Int, origin: Double, extent: Double, outputs: Int) {
        let step = extent / Double(outputs)
        // Going down, the kernel is as wide as what it averages; going up, it interpolates.
        let stretch = max(step, 1)
        taps.reserveCapacity(outputs)
        for output in 0..<outputs {
            let centre = origin + (Double(output) + 0.5) * step - 0.5
            let reach = Lanczos.support * stretch
            let low = Int((centre - reach).rounded(.up))
            let high = Int((centre + reach).rounded(.down))
            let first = min(max(low, 0), inputs - 1)
            let last = min(max(high, 0), inputs - 1)
            var exact = [Double](repeating: 0, count: last - first + 1)
            for sample in low...high {
                exact[min(max(sample, first), last) - first] += Lanczos.weight((Double(sample) - centre) / stretch)
            }
            append(exact, from: first)
        }
    }

    private mutating func append(_ exact: [Double], from first: Int) {
        let rounded = Self.rounded(exact)
        // A sample right under a new one stands alone: its neighbours' weights are 0 and cost time for nothing.
        let start = rounded.firstIndex { $0 != 0 } ?? 0
        let end = rounded.lastIndex { $0 != 0 } ?? 0
        taps.append(Taps(first: first + start, count: end - start + 1, offset: weights.count))
        weights += rounded[start...end]
    }

    /// Shares of ``unit`` by largest remainder: each within 1 of its exact value, and together exact.
    private static func rounded(_ exact: [Double]) -> [Int16] {
        let sum = exact.reduce(0, +)
        let shares = exact.map { $0 / sum * Double(unit) }
        var floors = shares.map { Int32($0.rounded(.down)) }
        let missing = Int(unit - floors.reduce(0, +))
        let remainders = shares.indices.sorted { left, right in
            let (one, other) = (shares[left] - Double(floors[left]), shares[right] - Double(floors[right]))
            return one == other ? left < right : one > other
        }
        for index in remainders.prefix(missing) { floors[index] += 1 }
        return floors.map { Int16(clamping: $0) }
    }
}
