import ExhibitModel

extension PixelBuffer {
    /// Pixels that were computed for this size; another number of them is our bug.
    init(_ size: PixelSize, computed bytes: [UInt8]) {
        guard let made = PixelBuffer(width: size.width, height: size.height, bytes: bytes) else {
            preconditionFailure("\(bytes.count) bytes for a picture of \(size)")
        }
        self = made
    }
}

extension [UInt8] {
    /// The bytes of pixels to come, zero until they are written.
    init(pixelsOf size: PixelSize) {
        self.init(repeating: 0, count: size.width * size.height * 4)
    }
}

extension Span<UInt8> {
    /// The pixel whose first byte stands at `offset`.
    @inline(__always)
    func pixel(at offset: Int) -> SIMD4<UInt8> {
        SIMD4(self[offset], self[offset &+ 1], self[offset &+ 2], self[offset &+ 3])
    }
}

extension MutableSpan<UInt8> {
    @inline(__always)
    mutating func setPixel(at offset: Int, _ pixel: SIMD4<UInt8>) {
        self[offset] = pixel.x
        self[offset &+ 1] = pixel.y
        self[offset &+ 2] = pixel.z
        self[offset &+ 3] = pixel.w
    }
}

extension Mask {
    /// Bytes that were computed for this size; another number of them is our bug.
    init(_ size: PixelSize, computed bytes: [UInt8]) {
        guard let made = Mask(width: size.width, height: size.height, bytes: bytes) else {
            preconditionFailure("\(bytes.count) bytes for a mask of \(size)")
        }
        self = made
    }
}
