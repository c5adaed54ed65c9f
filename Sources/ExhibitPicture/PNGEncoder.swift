import CPNG
import ExhibitMedia

/// Pixels → PNG, through libpng's simplified API, which keeps its long jumps to itself.
package enum PNGEncoder {
    /// The keyword of a text chunk has 1 to 79 Latin-1 characters (PNG §11.3.3.2); anything else is our bug.
    package static func encode(_ pixels: PixelBuffer, text: [(keyword: String, value: String)] = []) -> [UInt8] {
        let plain = compress(pixels)
        // The signature and IHDR, which is first and of one length, are 33 bytes; texts may stand right behind them.
        let chunks = text.flatMap { chunk("tEXt", latin1($0.keyword) + [0] + latin1($0.value)) }
        return Array(plain[..<33]) + chunks + plain[33...]
    }

    /// One chunk with its length and checksum.
    package static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let covered = Array(name.utf8) + content
        return big(UInt32(content.count)) + covered + big(CRC32.checksum(covered))
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

    private static func latin1(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") }
    }

    private static func big(_ value: UInt32) -> [UInt8] {
        [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
    }
}
