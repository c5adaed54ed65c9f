import CWebP
import ExhibitModel

/// WebP (RFC 9649), lossy or lossless → pixels; of an animation the first frame as it is shown, on a clear canvas.
enum WebPReader {
    static func read(_ bytes: [UInt8], _ limits: PictureLimits) throws(PictureError) -> DecodedPicture {
        let features = try features(bytes)
        let size = PixelSize(width: Int(features.width), height: Int(features.height))
        try limits.check(size)
        // libwebp reads on from what is there; a file that is cut behind its picture is cut all the same.
        let stated = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard bytes.count >= stated + 8 else { throw .damaged("the file ends early") }
        let animation = features.has_animation == 1
        let frame = animation ? try firstFrame(bytes, size) : (pixels: try still(bytes, size), count: 1)
        guard let buffer = PixelBuffer(width: size.width, height: size.height, bytes: frame.pixels) else {
            throw .damaged("the header states no size")
        }
        return DecodedPicture(
            buffer,
            .webp,
            hasAlpha: features.has_alpha == 1,
            isGrey: false,
            frames: frame.count
        )
    }

    static func size(_ bytes: [UInt8]) throws(PictureError) -> PixelSize {
        let features = try features(bytes)
        return PixelSize(width: Int(features.width), height: Int(features.height))
    }

    private static func features(_ bytes: [UInt8]) throws(PictureError) -> WebPBitstreamFeatures {
        var features = WebPBitstreamFeatures()
        let status = unsafe WebPGetFeatures(bytes, bytes.count, &features)
        guard status == VP8_STATUS_OK else { throw WebPStatus.error(status) }
        return features
    }

    private static func still(_ bytes: [UInt8], _ size: PixelSize) throws(PictureError) -> [UInt8] {
        var config = unsafe WebPDecoderConfig()
        guard unsafe WebPInitDecoderConfig(&config) == 1 else { throw .damaged("another version of libwebp runs") }
        let count = size.width * size.height * 4
        var status = VP8_STATUS_OK
        let pixels = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            unsafe config.output.colorspace = MODE_RGBA
            unsafe config.output.is_external_memory = 1
            unsafe config.output.u.RGBA.rgba = buffer.baseAddress
            unsafe config.output.u.RGBA.stride = Int32(size.width * 4)
            unsafe config.output.u.RGBA.size = count
            status = unsafe WebPDecode(bytes, bytes.count, &config)
            initialized = status == VP8_STATUS_OK ? count : 0
        }
        guard status == VP8_STATUS_OK else { throw WebPStatus.error(status) }
        return pixels
    }

    private static func firstFrame(
        _ bytes: [UInt8],
        _ size: PixelSize
    ) throws(PictureError) -> (pixels: [UInt8], count: Int) {
        // The decoder reads on from the same memory, so everything stands inside one borrow.
        let frame: (pixels: [UInt8], count: Int)? = unsafe bytes.withUnsafeBufferPointer { memory in
            var data = unsafe WebPData(bytes: memory.baseAddress, size: memory.count)
            guard let decoder = unsafe WebPAnimDecoderNew(&data, nil) else { return nil }
            defer { unsafe WebPAnimDecoderDelete(decoder) }
            var info = WebPAnimInfo()
            var canvas: UnsafeMutablePointer<UInt8>?
            var time: Int32 = 0
            guard unsafe WebPAnimDecoderGetInfo(decoder, &info) == 1,
                info.canvas_width == size.width, info.canvas_height == size.height,
                unsafe WebPAnimDecoderGetNext(decoder, &canvas, &time) == 1, let canvas = unsafe canvas
            else { return nil }
            let pixels = unsafe UnsafeBufferPointer(start: canvas, count: size.width * size.height * 4)
            return (unsafe Array(pixels), Int(info.frame_count))
        }
        guard let frame else { throw .damaged("no first frame can be shown") }
        return frame
    }
}
