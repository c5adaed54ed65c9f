/// Formats that people have pictures in and that are not decoded here.
enum UnreadFormat {
    /// For a sentence: `a GIF`; nil for bytes that begin like none of them.
    static func name(_ bytes: [UInt8]) -> String? {
        let brands: [(name: String, offset: Int, mark: [UInt8])] = [
            ("a GIF", 0, Array("GIF8".utf8)),
            ("a BMP", 0, Array("BM".utf8)),
            ("a TIFF", 0, [0x49, 0x49, 0x2A, 0x00]),
            ("a TIFF", 0, [0x4D, 0x4D, 0x00, 0x2A]),
            ("an AVIF", 4, Array("ftypavif".utf8)),
            ("an HEIC", 4, Array("ftypheic".utf8)),
            ("an HEIC", 4, Array("ftypmif1".utf8)),
            ("a JPEG XL", 0, [0xFF, 0x0A]),
            ("a JPEG XL", 4, Array("JXL ".utf8)),
            ("a JPEG 2000", 4, Array("jP  ".utf8)),
            ("an SVG", 0, Array("<svg".utf8)),
        ]
        return brands.first { bytes.dropFirst($0.offset).starts(with: $0.mark) }?.name
    }
}
