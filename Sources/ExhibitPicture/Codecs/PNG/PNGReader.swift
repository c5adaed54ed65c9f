import CPNG
import ExhibitModel

/// PNG (third edition) → pixels: every colour type, depth and interlacing.
///
/// Sixteen bits become eight by rounding (§13.12); gamma, profiles and other ancillary chunks but tRNS are ignored.
enum PNGReader {
    static func read(_ bytes: [UInt8], _ limits: PictureLimits) throws(PictureError) -> DecodedPicture {
        let size = try size(bytes)
        try limits.check(size)
        var facts = exhibit_png_facts()
        var done = false
        let count = size.width * size.height * 4
        let pixels = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            done =
                unsafe exhibit_png_read(
                    bytes,
                    bytes.count,
                    png_uint_32(size.width),
                    png_uint_32(size.height),
                    buffer.baseAddress,
                    &facts
                ) == 1
            initialized = done ? count : 0
        }
        guard done, let buffer = PixelBuffer(width: size.width, height: size.height, bytes: pixels) else {
            throw .damaged(CText.text(facts.message))
        }
        return DecodedPicture(buffer, .png, hasAlpha: facts.has_alpha == 1, isGrey: facts.is_grey == 1)
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
