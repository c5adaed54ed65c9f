/// What a pixel is made of, eight bits each; the numbers are PNG's colour types (§11.2.1).
enum PNGLayout: UInt8 {
    case grey = 0
    case rgb = 2
    case greyAlpha = 4
    case rgba = 6

    var channels: Int {
        switch self {
        case .grey: 1
        case .greyAlpha: 2
        case .rgb: 3
        case .rgba: 4
        }
    }

    /// The smallest that holds these pixels exactly.
    init(of pixels: PixelBuffer) {
        let row = pixels.width
        self = unsafe pixels.bytes.withUnsafeBytes { bytes in
            var differing: UInt32 = 0
            var opaque: UInt32 = .max
            for y in 0..<pixels.height {
                for x in 0..<row {
                    let offset = (y &* row &+ x) &* 4
                    let pixel = unsafe UInt32(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
                    )
                    differing |= pixel ^ pixel >> 8
                    opaque &= pixel
                }
                // Of red and green, and of green and blue.
                if differing & 0xFFFF != 0, opaque >> 24 != 0xFF { return .rgba }
            }
            if differing & 0xFFFF == 0 { return opaque >> 24 == 0xFF ? .grey : .greyAlpha }
            return opaque >> 24 == 0xFF ? .rgb : .rgba
        }
    }
}
