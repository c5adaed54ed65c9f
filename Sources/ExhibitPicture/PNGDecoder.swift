import CPNG

/// PNG → pixels in memory, through libpng's simplified API: for pictures that are looked into or changed.
package enum PNGDecoder {
    /// Nil when libpng refuses the bytes, or the picture has more than `pixelLimit` pixels.
    package static func decode(_ bytes: [UInt8], pixelLimit: Int = 1 << 26) -> PixelBuffer? {
        var image = unsafe png_image()
        unsafe image.version = exhibit_png_image_version()
        // The second call reads on from the same memory, so both stand inside one borrow.
        return unsafe bytes.withUnsafeBytes { memory in
            guard unsafe png_image_begin_read_from_memory(&image, memory.baseAddress, memory.count) == 1 else {
                return nil
            }
            defer { unsafe png_image_free(&image) }
            let width = unsafe Int(image.width)
            let height = unsafe Int(image.height)
            guard width <= pixelLimit / max(1, height) else { return nil }
            unsafe image.format = exhibit_png_format_rgba()
            var pixels = [UInt8](repeating: 0, count: width * height * 4)
            guard unsafe png_image_finish_read(&image, nil, &pixels, 0, nil) == 1 else { return nil }
            return PixelBuffer(width: width, height: height, bytes: pixels)
        }
    }
}
