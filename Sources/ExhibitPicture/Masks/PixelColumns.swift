/// Neighbouring columns of a mask, a vector for each row, so that a step down is one for all of them.
struct PixelColumns {
    typealias Lanes = SIMD64<UInt8>

    static let count = Lanes.scalarCount

    var rows: [Lanes]

    init(height: Int) {
        rows = [Lanes](repeating: .zero, count: height)
    }

    /// The columns from `left` on; those beyond the right edge keep any value.
    mutating func read(from bytes: [UInt8], width: Int, left: Int) {
        let raw = unsafe bytes.span.bytes
        let isWhole = left + Self.count <= width
        for row in rows.indices {
            let at = row * width + left
            if isWhole {
                // Safe for any bytes: the offset is checked, and every pattern of bits is a vector.
                rows[row] = unsafe raw.unsafeLoadUnaligned(fromByteOffset: at, as: Lanes.self)
            } else {
                for column in 0..<(width - left) { rows[row][column] = bytes[at + column] }
            }
        }
    }

    func write(to bytes: inout [UInt8], width: Int, left: Int) {
        let isWhole = left + Self.count <= width
        var target = bytes.mutableSpan
        for row in rows.indices {
            let at = row * width + left
            if isWhole {
                var raw = unsafe target.mutableBytes
                raw.storeBytes(of: rows[row], toByteOffset: at, as: Lanes.self)
            } else {
                for column in 0..<(width - left) { target[at + column] = rows[row][column] }
            }
        }
    }
}
