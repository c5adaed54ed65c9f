import ExhibitModel

extension PixelBuffer {
    /// The stored picture, upright.
    func turned(_ orientation: EXIFOrientation) -> PixelBuffer {
        guard orientation != .topLeft else { return self }
        let upright = orientation.upright(size)
        let source = Walk(orientation, width: width, height: height)
        let turned = unsafe [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
            unsafe bytes.withUnsafeBytes { stored in
                unsafe source.copy(stored, to: UnsafeMutableRawBufferPointer(buffer), upright.width, upright.height)
            }
            count = bytes.count
        }
        return PixelBuffer(width: upright.width, height: upright.height, bytes: turned) ?? self
    }

    /// Where the upright picture's pixels stand in the stored one: a first, and the way to the next column and row.
    private struct Walk {
        let first: Int
        let column: Int
        let row: Int

        init(_ orientation: EXIFOrientation, width: Int, height: Int) {
            let lastRow = (height - 1) * width
            (first, column, row) =
                switch orientation {
                case .topLeft: (0, 1, width)
                case .topRight: (width - 1, -1, width)
                case .bottomRight: (lastRow + width - 1, -1, -width)
                case .bottomLeft: (lastRow, 1, -width)
                case .leftTop: (0, width, 1)
                case .rightTop: (lastRow, -width, 1)
                case .rightBottom: (lastRow + width - 1, -width, -1)
                case .leftBottom: (width - 1, width, -1)
                }
        }

        /// In tiles, so that columns which become rows stay in the cache.
        func copy(
            _ stored: UnsafeRawBufferPointer,
            to upright: UnsafeMutableRawBufferPointer,
            _ width: Int,
            _ height: Int
        ) {
            let tile = 64
            for top in stride(from: 0, to: height, by: tile) {
                for left in stride(from: 0, to: width, by: tile) {
                    for y in top..<min(top + tile, height) {
                        for x in left..<min(left + tile, width) {
                            let from = (first + x * column + y * row) * 4
                            let pixel = unsafe stored.loadUnaligned(fromByteOffset: from, as: UInt32.self)
                            unsafe upright.storeBytes(of: pixel, toByteOffset: (y * width + x) * 4, as: UInt32.self)
                        }
                    }
                }
            }
        }
    }
}
