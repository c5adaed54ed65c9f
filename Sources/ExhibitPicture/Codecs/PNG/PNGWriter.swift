import CPNG

/// Pixels → PNG, through libpng's simplified API, which keeps its long jumps to itself.
enum PNGWriter {
    static func write(_ pixels: PixelBuffer, _ text: [(keyword: String, value: String)]) -> [UInt8] {
        let plain = compress(pixels)
        // The signature and IHDR, which is first and of one length, are 33 bytes; texts may stand right behind them.
        return Array(plain[..<33]) + text.flatMap { PNGChunk.text($0.keyword, $0.value) } + plain[33...]
    }

    private static func compress(_ pixels: PixelBuffer) -> [UInt8] {
        var image = unsafe png_image()
        unsafe image.version = exhibit_png_image_version()
        unsafe image.width = png_uint_32(pixels.width)
        unsafe image.height = png_uint_32(pixels.height)
        unsafe image.format = exhibit_png_format_rgba()
        // An upper bound for what zlib makes of these bytes, so that one pass is enough.
        let bound = pixels.bytes.count + pixels.bytes.count / 64 + pixels.height + 4096
        return unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            var written = png_alloc_size_t(bound)
            let done = unsafe png_image_write_to_memory(&image, buffer.baseAddress, &written, 0, pixels.bytes, 0, nil)
            precondition(done == 1, "libpng could not write a picture from memory to memory")
            count = Int(written)
        }
    }
}
