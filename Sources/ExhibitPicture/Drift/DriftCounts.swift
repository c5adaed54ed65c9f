/// What differs between two pictures of one size, counted inside and outside of a mask.
struct DriftCounts: Hashable {
    /// Pixels whose sums, of at most three times 255 each, fit 32 bits: the compiler then counts several at once.
    private static let batch = 1 << 20

    private(set) var inside = 0
    private(set) var changedInside = 0
    private(set) var changedOutside = 0
    /// The differences of red, green and blue together, in levels.
    private(set) var differenceOutside = 0

    /// Pictures of four bytes a pixel, and a mask of one.
    init(_ one: [UInt8], _ other: [UInt8], _ mask: [UInt8]) {
        precondition(one.count == mask.count * 4 && other.count == one.count)
        let levels = mask.span
        for start in stride(from: 0, to: mask.count, by: Self.batch) {
            let pixels = start..<min(mask.count, start + Self.batch)
            one.withPixels(pixels) { one in
                other.withPixels(pixels) { other in add(one, other, levels.extracting(pixels)) }
            }
        }
    }

    private mutating func add(_ one: Span<UInt32>, _ other: Span<UInt32>, _ mask: Span<UInt8>) {
        precondition(one.count == mask.count && other.count == mask.count)
        var (kept, changed, changedOutside, difference) = (UInt32(0), UInt32(0), UInt32(0), UInt32(0))
        for at in mask.indices {
            let (first, second) = (one[at], other[at])
            let isChanged: UInt32 = first == second ? 0 : 1
            let outside: UInt32 = mask[at] == 0 ? .max : 0
            kept &+= outside & 1
            changed &+= isChanged
            changedOutside &+= isChanged & outside
            difference &+= Self.distance(first, second) & outside
        }
        inside += mask.count - Int(kept)
        changedInside += Int(changed - changedOutside)
        self.changedOutside += Int(changedOutside)
        differenceOutside += Int(difference)
    }

    /// Of the three lower bytes of two words: red, green and blue of a pixel on a little-endian machine.
    @inline(__always)
    private static func distance(_ one: UInt32, _ other: UInt32) -> UInt32 {
        channelDistance(one, other) &+ channelDistance(one &>> 8, other &>> 8)
            &+ channelDistance(one &>> 16, other &>> 16)
    }

    @inline(__always)
    private static func channelDistance(_ one: UInt32, _ other: UInt32) -> UInt32 {
        let (one, other) = (one & 255, other & 255)
        return max(one, other) &- min(one, other)
    }
}

extension [UInt8] {
    /// Some of these pixels as one word each.
    fileprivate func withPixels(_ pixels: Range<Int>, _ body: (Span<UInt32>) -> Void) {
        unsafe withUnsafeBufferPointer { bytes in
            // Four whole bytes a word, and an array's memory is aligned for any of Swift's own types.
            unsafe bytes.withMemoryRebound(to: UInt32.self) { words in
                body(unsafe words.span.extracting(pixels))
            }
        }
    }
}
