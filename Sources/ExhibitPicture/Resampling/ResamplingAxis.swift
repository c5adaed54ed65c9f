/// Which samples of a row or column make each new one, and with what weights of 14 bits.
///
/// The weights of one new sample add up to exactly ``unit``, so that a flat area keeps its value. Samples beyond
/// the edge have no weight, and the others share theirs.
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

    /// `outputs` new samples over `[origin, origin + extent)` of a row of `inputs`.
    ///
    /// A window that reaches beyond the row repeats the row's edge.
    init(inputs: Int, origin: Double, extent: Double, outputs: Int) {
        let step = extent / Double(outputs)
        // Going down, the kernel is as wide as what it averages; going up, it interpolates.
        let stretch = max(step, 1)
        taps.reserveCapacity(outputs)
        for output in 0..<outputs {
            let position = origin + (Double(output) + 0.5) * step - 0.5
            let centre = min(max(position, -0.5), Double(inputs) - 0.5)
            let reach = Lanczos.support * stretch
            let low = max(0, Int((centre - reach).rounded(.up)))
            let high = min(inputs - 1, Int((centre + reach).rounded(.down)))
            append((low...high).map { Lanczos.weight((Double($0) - centre) / stretch) }, from: low)
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
