/// What differs between two pictures of one size, counted inside and outside of a mask.
struct DriftCounts: Hashable {
    /// Sixteen pixels at once.
    private typealias Words = SIMD16<UInt32>
    private static let step = Words.scalarCount
    /// Few enough for a lane's sum to fit 32 bits.
    private static let steps = 1 << 16

    private(set) var changedInside = 0
    private(set) var changedOutside = 0
    /// The differences of red, green and blue together, in levels.
    private(set) var differenceOutside = 0

    /// Pictures of four bytes a pixel, and a mask of one.
    init(_ one: [UInt8], _ other: [UInt8], _ mask: [UInt8]) {
        precondition(one.count == mask.count * 4 && other.count == one.count)
        let whole = mask.count / Self.step * Self.step
        for start in stride(from: 0, to: whole, by: Self.step * Self.steps) {
            add(one, other, mask, start..<min(whole, start + Self.step * Self.steps))
        }
        // Pixels that do not fill a step are filled up with equal ones.
        let rest = [UInt8](repeating: 0, count: Self.step * 4)
        add(one[(whole * 4)...] + rest, other[(whole * 4)...] + rest, mask[whole...] + rest, 0..<Self.step)
    }

    private mutating func add(_ one: [UInt8], _ other: [UInt8], _ mask: [UInt8], _ pixels: Range<Int>) {
        var (changed, changedOutside, difference) = (Words.zero, Words.zero, Words.zero)
        let (one, other, mask) = unsafe (one.span.bytes, other.span.bytes, mask.span.bytes)
        for at in stride(from: pixels.lowerBound, to: pixels.upperBound, by: Self.step) {
            // Safe for any bytes: the offsets are checked, and every pattern of bits is a vector.
            let first = unsafe one.unsafeLoadUnaligned(fromByteOffset: at * 4, as: SIMD64<UInt8>.self)
            let second = unsafe other.unsafeLoadUnaligned(fromByteOffset: at * 4, as: SIMD64<UInt8>.self)
            let levels = unsafe mask.unsafeLoadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
            guard first != second else { continue }
            let distance = pointwiseMax(first, second) &- pointwiseMin(first, second)
            let words = unsafe unsafeBitCast(distance, to: Words.self)
            let isChanged = Words.zero.replacing(with: 1, where: words .!= 0)
            let outside = Words.zero.replacing(with: .max, where: Words(truncatingIfNeeded: levels) .== 0)
            changed &+= isChanged
            changedOutside &+= isChanged & outside
            // Opacity is the highest byte of a little-endian word.
            let sum = (words & 255) &+ ((words &>> 8) & 255) &+ ((words &>> 16) & 255)
            difference &+= sum & outside
        }
        let outside = Self.total(changedOutside)
        self.changedOutside += outside
        changedInside += Self.total(changed) - outside
        differenceOutside += Self.total(difference)
    }

    private static func total(_ words: Words) -> Int {
        words.indices.reduce(0) { $0 + Int(words[$1]) }
    }
}
