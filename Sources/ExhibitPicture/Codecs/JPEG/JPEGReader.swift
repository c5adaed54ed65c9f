import CTurboJPEG
import ExhibitModel

/// JPEG (ITU-T T.81), grey or colour, baseline or progressive → pixels, turned upright.
enum JPEGReader {
    static func read(_ bytes: [UInt8], _ limits: PictureLimits) throws(PictureError) -> DecodedPicture {
        var facts = try header(bytes)
        let stored = PixelSize(width: Int(facts.width), height: Int(facts.height))
        try limits.check(stored)
        var outcome: Int32 = 0
        let count = stored.width * stored.height * 4
        let pixels = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            outcome = unsafe exhibit_jpeg_read(bytes, bytes.count, buffer.baseAddress, &facts)
            initialized = outcome == 0 ? count : 0
        }
        try check(outcome, facts)
        guard let buffer = PixelBuffer(width: stored.width, height: stored.height, bytes: pixels) else {
            throw .damaged("the header states no size")
        }
        let orientation = EXIFOrientation(jpeg: bytes)
        return DecodedPicture(
            buffer.turned(orientation),
            .jpeg,
            orientation: orientation.rawValue,
            hasAlpha: false,
            isGrey: facts.is_grey == 1
        )
    }

    static func size(_ bytes: [UInt8]) throws(PictureError) -> PixelSize {
        let facts = try header(bytes)
        let stored = PixelSize(width: Int(facts.width), height: Int(facts.height))
        return EXIFOrientation(jpeg: bytes).upright(stored)
    }

    private static func header(_ bytes: [UInt8]) throws(PictureError) -> exhibit_jpeg_facts {
        var facts = exhibit_jpeg_facts()
        try check(unsafe exhibit_jpeg_read(bytes, bytes.count, nil, &facts), facts)
        return facts
    }

    private static func check(_ outcome: Int32, _ facts: exhibit_jpeg_facts) throws(PictureError) {
        switch Int(outcome) {
        case EXHIBIT_JPEG_DONE: break
        case EXHIBIT_JPEG_CMYK:
            throw .unsupported(
                what: "a JPEG in CMYK, the colours of print",
                hint: "Convert it to RGB first; how its inks look on a screen depends on its profile."
            )
        case EXHIBIT_JPEG_STRANGE:
            throw .unsupported(
                what: "a JPEG of a rare kind (\(CText.text(facts.message)))",
                hint: "Save it again as a baseline or progressive JPEG of 8 bits, or as PNG."
            )
        default: throw .damaged(CText.text(facts.message))
        }
    }
}
