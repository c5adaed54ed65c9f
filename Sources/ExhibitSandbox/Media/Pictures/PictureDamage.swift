import ExhibitModel
import ExhibitPicture

/// Pictures that are not what they are called.
enum PictureDamage {
    /// Half of the file.
    static func truncated(_ png: [UInt8]) -> [UInt8] {
        Array(png[..<(png.count / 2)])
    }

    /// One byte of the image data changed, so that its chunk's checksum is wrong.
    static func corrupted(_ png: [UInt8]) -> [UInt8] {
        var bytes = png
        // The last 16 bytes are IDAT's checksum and IEND; 20 bytes before the end is image data.
        bytes[bytes.count - 20] ^= 0x55
        return bytes
    }

    /// Grown to about `bytes` with chunks that decoders skip and compressors cannot shrink.
    static func padded(_ png: [UInt8], to bytes: Int) -> [UInt8] {
        var seed = PictureSeed("padding")
        var padding: [UInt8] = []
        let chunk = 1 << 20
        while padding.count + png.count < bytes {
            let count = min(chunk, bytes - padding.count - png.count)
            var noise: [UInt8] = []
            noise.reserveCapacity(count + 8)
            while noise.count < count {
                let word = seed.next()
                for shift in stride(from: 0, to: 64, by: 8) { noise.append(UInt8(truncatingIfNeeded: word >> shift)) }
            }
            padding += PNGChunk.bytes("exHb", Array(noise[..<count]))
        }
        return Array(png[..<33]) + padding + png[33...]
    }

    /// A grey JPEG, 16x16, written by libjpeg-turbo, with the mark in its comment.
    static let jpeg: [UInt8] =
        Base64.decode(
            "/9j/4AAQSkZJRgABAQAAAQABAAD//gAeZXhoaWJpdC1zaW11bGF0ZWQ6IG5vdCBhIFBOR//bAEMAEAsMDgwKEA4NDhIREBMYKBoY"
                + "FhYYMSMlHSg6Mz08OTM4N0BIXE5ARFdFNzhQbVFXX2JnaGc+TXF5cGR4XGVnY//AAAsIABAAEAEBEQD/xAAVAAEBAAAAAAAAAAAA"
                + "AAAAAAAGB//EABcQAAMBAAAAAAAAAAAAAAAAAAACBTL/2gAIAQEAAD8AOxFyUCIuQHEXJQIi5P/Z"
        ) ?? []
}
