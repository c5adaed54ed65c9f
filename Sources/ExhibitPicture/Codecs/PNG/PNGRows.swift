/// The rows of a picture as PNG stores them before they are compressed: a filter's number and its output (§9).
struct PNGRows: Sendable {
    let width: Int
    let height: Int
    let layout: PNGLayout
    /// Grey alone, or RGBA of which the layout needs a part.
    private let bytes: [UInt8]

    init(_ pixels: PixelBuffer) {
        width = pixels.width
        height = pixels.height
        layout = PNGLayout(of: pixels)
        bytes = pixels.bytes
    }

    /// `bytes` has one for each pixel.
    init(grey bytes: [UInt8], width: Int, height: Int) {
        precondition(bytes.count == width * height, "one byte a pixel")
        self.width = width
        self.height = height
        layout = .grey
        self.bytes = bytes
    }

    /// Grey by the difference to the row above, which is nothing over wide parts of a mask; colour by Paeth's predictor.
    ///
    /// Under zlib's run-length strategy the files are smaller than those of its slowest level, and come sooner.
    func filtered(_ rows: Range<Int>) -> [UInt8] {
        let length = width * layout.channels
        return unsafe [UInt8](unsafeUninitializedCapacity: rows.count * (length + 1)) { buffer, count in
            guard var output = buffer.baseAddress else { return }
            var above = [UInt8](repeating: 0, count: length)
            var row = above
            if rows.lowerBound > 0 { pack(rows.lowerBound - 1, &above) }
            for y in rows {
                pack(y, &row)
                unsafe output.initialize(to: layout.channels < 3 ? 2 : 4)
                if layout.channels < 3 {
                    unsafe Self.up(row, above, output + 1)
                } else {
                    unsafe Self.paeth(row, above, layout.channels, output + 1)
                }
                unsafe output += length + 1
                swap(&row, &above)
            }
            count = rows.count * (length + 1)
        }
    }

    /// One row's samples in the layout.
    private func pack(_ y: Int, _ row: inout [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe row.withUnsafeMutableBufferPointer { row in
                let isGrey = bytes.count == width * height
                let channels = layout.channels
                if isGrey || channels == 4 {
                    let length = width * channels
                    unsafe _ = row.update(fromContentsOf: source[(y * length)..<((y + 1) * length)])
                    return
                }
                var from = y * width * 4
                var to = 0
                while to < row.count {
                    unsafe row[to] = source[from]
                    if channels == 2 {
                        unsafe row[to &+ 1] = source[from &+ 3]
                    } else if channels == 3 {
                        unsafe row[to &+ 1] = source[from &+ 1]
                        unsafe row[to &+ 2] = source[from &+ 2]
                    }
                    from &+= 4
                    to &+= channels
                }
            }
        }
    }

    private static func up(_ row: [UInt8], _ above: [UInt8], _ output: UnsafeMutablePointer<UInt8>) {
        unsafe row.withUnsafeBufferPointer { row in
            unsafe above.withUnsafeBufferPointer { above in
                for at in 0..<row.count { unsafe output[at] = row[at] &- above[at] }
            }
        }
    }

    private static func paeth(
        _ row: [UInt8],
        _ above: [UInt8],
        _ channels: Int,
        _ output: UnsafeMutablePointer<UInt8>
    ) {
        unsafe row.withUnsafeBufferPointer { row in
            unsafe above.withUnsafeBufferPointer { above in
                for at in 0..<channels { unsafe output[at] = row[at] &- above[at] }
                for at in channels..<row.count {
                    let left = unsafe Int16(row[at &- channels])
                    let up = unsafe Int16(above[at])
                    let corner = unsafe Int16(above[at &- channels])
                    let byLeft = up &- corner
                    let byUp = left &- corner
                    let toLeft = abs(byLeft)
                    let toUp = abs(byUp)
                    let toCorner = abs(byLeft &+ byUp)
                    let upOrCorner = toUp <= toCorner ? up : corner
                    let guess = toLeft <= toUp && toLeft <= toCorner ? left : upOrCorner
                    unsafe output[at] = row[at] &- UInt8(truncatingIfNeeded: guess)
                }
            }
        }
    }
}
