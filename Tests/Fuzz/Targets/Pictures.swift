import ExhibitModel
import ExhibitPicture

extension FuzzTarget {
    /// Checksums are mended, or libpng would look at nothing that was changed.
    static let png = FuzzTarget(name: "png") { bytes in
        let bytes = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + bytes.dropFirst(8)
        judge(bytes, "image/png", isChecked: true)
        judge(mendingChecksums(bytes), "image/png", isChecked: true)
    }

    static let jpeg = FuzzTarget(name: "jpeg") { bytes in
        judge([0xFF, 0xD8, 0xFF] + bytes.dropFirst(3), "image/jpeg", isChecked: true)
    }

    /// The check walks to the end of the file, the reader to that of the picture, so they may differ.
    static let webp = FuzzTarget(name: "webp") { bytes in
        judge(
            Array("RIFF".utf8) + bytes.dropFirst(4).prefix(4) + Array("WEBP".utf8) + bytes.dropFirst(12),
            "image/webp",
            isChecked: false
        )
    }

    /// Reads, measures and checks; what was read has the size that was measured and, with `isChecked`, passes.
    private static func judge(_ bytes: [UInt8], _ mediaType: String, isChecked: Bool) {
        let size = try? PictureReader.size(bytes)
        let picture = try? PictureReader.read(bytes, limits: PictureLimits(pixels: 1 << 20))
        let decodes = ScratchFile.with(bytes) { PictureCheck.decodes(path: $0, mediaType: mediaType) }
        guard let picture else { return }
        precondition(picture.pixels.size == size, "\(picture.pixels.size) was measured as \(String(describing: size))")
        precondition(decodes == true || !isChecked, "read, but not found to decode")
    }

    static func mendingChecksums(_ png: [UInt8]) -> [UInt8] {
        var mended = Array(png.prefix(8))
        var at = 8
        while at + 12 <= png.count {
            let length = png[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
            guard length <= png.count - at - 12 else { break }
            let name = png[(at + 4)..<(at + 8)]
            // A name that is not ASCII would be written back as other bytes.
            guard name.allSatisfy({ $0 < 0x80 }) else { break }
            mended += PNGChunk.bytes(String(decoding: name, as: UTF8.self), Array(png[(at + 8)..<(at + 8 + length)]))
            at += 12 + length
        }
        return mended + png[at...]
    }
}
