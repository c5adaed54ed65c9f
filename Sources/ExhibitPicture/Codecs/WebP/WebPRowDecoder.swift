import CWebP

/// One frame's chunks, decoded as they come, without keeping its pixels.
@safe final class WebPRowDecoder {
    /// libwebp keeps pointers into it, so it stays where it is.
    private let config: UnsafeMutablePointer<WebPDecoderConfig>
    private let decoder: OpaquePointer
    /// The last piece completed the frame.
    private(set) var isWhole = false

    /// Nil when there is no memory.
    init?() {
        unsafe config = .allocate(capacity: 1)
        unsafe config.initialize(to: WebPDecoderConfig())
        guard unsafe WebPInitDecoderConfig(config) == 1 else {
            unsafe config.deallocate()
            return nil
        }
        // One pixel comes out of all the rows that go in.
        unsafe config.pointee.options.use_scaling = 1
        unsafe config.pointee.options.scaled_width = 1
        unsafe config.pointee.options.scaled_height = 1
        unsafe config.pointee.output.colorspace = MODE_RGBA
        guard let made = unsafe WebPIDecode(nil, 0, config) else {
            unsafe config.deallocate()
            return nil
        }
        unsafe decoder = made
    }

    deinit {
        unsafe WebPIDelete(decoder)
        unsafe WebPFreeDecBuffer(&config.pointee.output)
        unsafe config.deallocate()
    }

    /// False when the data is refused, or goes on behind the end of the frame by more than a pad byte.
    func take(_ bytes: [UInt8]) -> Bool {
        if isWhole { return bytes.count <= 1 }
        let status = unsafe WebPIAppend(decoder, bytes, bytes.count)
        isWhole = status == VP8_STATUS_OK
        return isWhole || status == VP8_STATUS_SUSPENDED
    }
}
