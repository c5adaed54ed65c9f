import CPNG
import ExhibitModel

/// PNG → pixels in memory.
enum PNGReader {
    static func read(_ bytes: [UInt8], _ limits: PictureLimits) throws(PictureError) -> DecodedPicture {
        let size = try size(bytes)
        try limits.check(size)
        var image = unsafe png_image()
        unsafe image.version = exhibit_png_image_version()
        var pixels = [UInt8](repeating: 0, count: size.width * size.height * 4)
        // The second call reads on from the same memory, so both stand inside one borrow.
        let done = unsafe bytes.withUnsafeBytes { memory in
            guard unsafe png_image_begin_read_from_memory(&image, memory.baseAddress, memory.count) == 1 else {
                return false
            }
            defer { unsafe png_image_free(&image) }
            unsafe image.format = exhibit_png_format_rgba()
            return unsafe png_image_finish_read(&image, nil, &pixels, 0, nil) == 1
        }
        guard done, let buffer = PixelBuffer(width: size.width, height: size.height, bytes: pixels) else {
            throw .damaged("libpng refuses it")
        }
        return DecodedPicture(buffer, .png, hasAlpha: bytes[25] & 4 != 0, isGrey: bytes[25] & 2 == 0)
    }

    /// From IHDR, which must be first.
    static func size(_ bytes: [UInt8]) throws(PictureError) -> PixelSize {
        guard bytes.count >= 33, bytes[12..<16].elementsEqual("IHDR".utf8) else {
            throw .damaged("the header is missing")
        }
        func big(_ at: Int) -> Int { bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
        let size = PixelSize(width: big(16), height: big(20))
        guard (1...0x7FFF_FFFF).contains(size.width), (1...0x7FFF_FFFF).contains(size.height) else {
            throw .damaged("the header states no size")
        }
        return size
    }
}
