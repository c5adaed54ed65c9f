@testable import ExhibitPicture

/// Numbers that look random and are the same in every run.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        // SplitMix64.
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Mask {
    /// One character a pixel: `#` edits, `.` keeps, a digit is that many tenths of 250.
    init(_ rows: String...) {
        self.init(width: rows[0].count, height: rows.count)
        bytes = rows.joined().map { $0 == "#" ? 255 : UInt8(($0.wholeNumberValue ?? 0) * 25) }
    }

    /// `.` keeps, `#` edits, `+` is between.
    var drawing: [String] {
        (0..<height).map { row in
            String(bytes[(row * width)..<((row + 1) * width)].map { $0 == 0 ? "." : $0 == 255 ? "#" : "+" })
        }
    }

    /// Rectangles of any level on a ground of one, or noise.
    static func random(width: Int, height: Int, seed: UInt64) -> Mask {
        var numbers = SeededNumbers(seed: seed)
        let isNoise = seed.isMultiple(of: 3)
        var mask = Mask(width: width, height: height)
        mask.bytes = mask.bytes.map { _ in isNoise ? UInt8.random(in: 0...255, using: &numbers) : 0 }
        for _ in 0..<(isNoise ? 0 : 4) {
            let (x, y) = (Int.random(in: 0..<width, using: &numbers), Int.random(in: 0..<height, using: &numbers))
            let right = Int.random(in: x...width, using: &numbers)
            let bottom = Int.random(in: y...height, using: &numbers)
            let level: UInt8 = Bool.random(using: &numbers) ? 255 : .random(in: 0...255, using: &numbers)
            for row in y..<bottom {
                for column in x..<right { mask.bytes[row * width + column] = level }
            }
        }
        return mask
    }

    static let sizes = [(1, 1), (1, 9), (9, 1), (2, 2), (7, 5), (64, 3), (65, 9), (130, 67), (3, 150)]
}
