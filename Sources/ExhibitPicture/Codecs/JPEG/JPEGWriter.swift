import CTurboJPEG
import ExhibitModel

/// Pixels → baseline JPEG, through the TurboJPEG API.
enum JPEGWriter {
    /// Colour in full resolution from quality 90 on, in half below (4:2:0), as is common.
    static func write(_ pixels: PixelBuffer, quality: Int) throws(PictureError) -> [UInt8] {
        guard pixels.width <= 65_500, pixels.height <= 65_500 else {
            throw .unsupported(what: "a JPEG of \(pixels.size)", hint: "A JPEG's edges have at most 65500 pixels.")
        }
        let opaque = pixels.overWhite()
        let sampling = Int32(quality >= 90 ? TJSAMP_444.rawValue : TJSAMP_420.rawValue)
        let bound = tjBufSize(Int32(pixels.width), Int32(pixels.height), sampling)
        let handle = unsafe tjInitCompress()
        defer { unsafe tjDestroy(handle) }
        return unsafe [UInt8](unsafeUninitializedCapacity: Int(bound)) { buffer, count in
            var start = buffer.baseAddress
            var length = bound
            let done = unsafe tjCompress2(
                handle,
                opaque.bytes,
                Int32(pixels.width),
                0,
                Int32(pixels.height),
                Int32(TJPF_RGBX.rawValue),
                &start,
                &length,
                sampling,
                Int32(min(max(quality, 1), 100)),
                TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT
            )
            precondition(done == 0, "libjpeg could not write a picture from memory to memory")
            count = Int(length)
        }
    }
}
