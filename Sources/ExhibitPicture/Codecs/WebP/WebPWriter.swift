import CWebP
import ExhibitModel

/// Pixels → WebP.
enum WebPWriter {
    /// Lossless and exact without a quality.
    static func write(_ pixels: PixelBuffer, quality: Int?) throws(PictureError) -> [UInt8] {
        guard pixels.width <= WEBP_MAX_DIMENSION, pixels.height <= WEBP_MAX_DIMENSION else {
            throw .unsupported(
                what: "a WebP of \(pixels.size)",
                hint: "A WebP's edges have at most \(WEBP_MAX_DIMENSION) pixels."
            )
        }
        var picture = unsafe WebPPicture()
        var config = config(quality)
        var writer = unsafe WebPMemoryWriter()
        unsafe WebPMemoryWriterInit(&writer)
        defer { unsafe WebPMemoryWriterClear(&writer) }
        let done = unsafe withUnsafeMutablePointer(to: &writer) { output in
            guard unsafe WebPPictureInit(&picture) == 1 else { return false }
            defer { unsafe WebPPictureFree(&picture) }
            unsafe picture.use_argb = quality == nil ? 1 : 0
            unsafe picture.width = Int32(pixels.width)
            unsafe picture.height = Int32(pixels.height)
            unsafe picture.writer = WebPMemoryWrite
            unsafe picture.custom_ptr = UnsafeMutableRawPointer(output)
            return unsafe WebPPictureImportRGBA(&picture, pixels.bytes, Int32(pixels.width * 4)) == 1
                && WebPEncode(&config, &picture) == 1
        }
        precondition(done, "libwebp could not write a picture from memory to memory")
        return unsafe Array(UnsafeBufferPointer(start: writer.mem, count: writer.size))
    }

    private static func config(_ quality: Int?) -> WebPConfig {
        var config = WebPConfig()
        let level = Float(min(max(quality ?? 75, 0), 100))
        precondition(unsafe WebPConfigPreset(&config, WEBP_PRESET_DEFAULT, level) == 1, "another libwebp runs")
        if quality == nil {
            // Level 2 of 9: the levels above take up to twice the time for one part in a hundred.
            unsafe precondition(WebPConfigLosslessPreset(&config, 2) == 1, "libwebp has ten levels")
            config.exact = 1
        }
        return config
    }
}
