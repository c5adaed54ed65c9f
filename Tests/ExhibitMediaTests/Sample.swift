import ExhibitMedia

/// Small files built chunk by chunk from the specifications, so that a test can say which byte it breaks.
enum Sample {
    static func big(_ value: Int, _ length: Int = 4) -> [UInt8] {
        (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * (length - 1 - $0))) }
    }

    static func little(_ value: Int, _ length: Int = 4) -> [UInt8] {
        big(value, length).reversed()
    }

    static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func chunk(_ name: String, _ content: [UInt8] = []) -> [UInt8] {
        let covered = Array(name.utf8) + content
        return big(content.count) + covered + big(Int(CRC32.checksum(covered)))
    }

    static func png(width: Int = 5, height: Int = 3, before: [UInt8] = [], data: [UInt8] = [1, 2, 3]) -> [UInt8] {
        pngSignature + chunk("IHDR", big(width) + big(height) + [8, 6, 0, 0, 0]) + before
            + chunk("IDAT", data) + chunk("IEND")
    }

    static let markedPNG = png(before: chunk("tEXt", Array("exhibit-simulated".utf8) + [0] + Array("x".utf8)))

    static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker] + big(content.count + 2, 2) + content
    }

    /// Structure only: the scan holds stuffed bytes and a restart marker, but no picture.
    static func jpeg(width: Int = 5, height: Int = 3, comment: String = "hello", frame: UInt8 = 0xC0) -> [UInt8] {
        [0xFF, 0xD8] + segment(0xE0, Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0])
            + segment(0xFE, Array(comment.utf8))
            + segment(frame, [8] + big(height, 2) + big(width, 2) + [1, 1, 0x11, 0])
            + segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xFF, 0xD9]
    }

    static func riff(_ form: String, _ chunks: [(String, [UInt8])]) -> [UInt8] {
        var content: [UInt8] = []
        for (name, bytes) in chunks {
            content += Array(name.utf8) + little(bytes.count) + bytes
            if bytes.count % 2 == 1 { content.append(0) }
        }
        return Array("RIFF".utf8) + little(content.count + 4) + Array(form.utf8) + content
    }

    static let webpLossy = riff("WEBP", [("VP8 ", [0x30, 1, 0, 0x9D, 0x01, 0x2A] + little(5, 2) + little(3, 2) + [0])])
    static let webpLossless = riff("WEBP", [("VP8L", [0x2F] + little(4 | 2 << 14) + [7, 7])])
    static let webpAnimated = riff(
        "WEBP",
        [
            ("VP8X", [2, 0, 0, 0] + little(4, 3) + little(2, 3)), ("ANIM", [0, 0, 0, 0, 0, 0]),
            ("ANMF", webpFrame(120)), ("ANMF", webpFrame(80)),
        ]
    )

    static func webpFrame(
        _ milliseconds: Int,
        _ picture: [UInt8] = Array("VP8L".utf8) + little(3) + [1, 2, 3, 0]
    )
        -> [UInt8]
    {
        [UInt8](repeating: 0, count: 12) + little(milliseconds, 3) + [0] + picture
    }

    /// 8 kHz, 16 bits, mono.
    static let wavFormat = little(1, 2) + little(1, 2) + little(8000) + little(16_000) + little(2, 2) + little(16, 2)
    static let wav = riff("WAVE", [("fmt ", wavFormat), ("data", [UInt8](repeating: 0, count: 4000))])
    static let markedWAV = riff(
        "WAVE",
        [
            ("fmt ", wavFormat), ("LIST", Array("INFOICMT".utf8) + little(20) + Array("exhibit-simulated: x".utf8)),
            ("data", [UInt8](repeating: 0, count: 4000)),
        ]
    )
    static let streamedWAV =
        Array("RIFF".utf8) + little(0xFFFF_FFFF) + Array("WAVEfmt ".utf8) + little(16) + wavFormat
        + Array("data".utf8) + little(0xFFFF_FFFF) + [UInt8](repeating: 0, count: 8000)

    /// As sox writes a WAV file into a pipe.
    static let pipedWAV =
        Array("RIFF".utf8) + little(0x7FFF_F024) + Array("WAVEfmt ".utf8) + little(16) + wavFormat
        + Array("data".utf8) + little(0x7FFF_F000) + [UInt8](repeating: 0, count: 8000)

    static let markedWebP = riff(
        "WEBP",
        [
            ("VP8 ", [0x30, 1, 0, 0x9D, 0x01, 0x2A] + little(5, 2) + little(3, 2) + [0]),
            ("LIST", Array("INFOICMT".utf8) + little(20) + Array("exhibit-simulated: x".utf8)),
        ]
    )

    static func gif(frames: Int, comment: String? = nil) -> [UInt8] {
        let frame: [UInt8] =
            [0x21, 0xF9, 4, 0] + little(12, 2) + [0, 0] + [0x2C, 0, 0, 0, 0, 5, 0, 3, 0, 0, 2, 2, 0x4C, 0x01, 0]
        let note: [UInt8] = comment.map { [0x21, 0xFE, UInt8($0.utf8.count)] + Array($0.utf8) + [0] } ?? []
        return Array("GIF89a".utf8) + little(5, 2) + little(3, 2) + [0x80, 0, 0] + [0, 0, 0, 9, 9, 9] + note
            + (0..<frames).flatMap { _ in frame } + [0x3B]
    }

    static func box(_ name: String, _ content: [UInt8] = []) -> [UInt8] {
        big(content.count + 8) + Array(name.utf8) + content
    }

    static func track(_ handler: String, width: Int = 0, height: Int = 0) -> [UInt8] {
        let header = [UInt8](repeating: 0, count: 76) + big(width << 16) + big(height << 16)
        return box("trak", box("tkhd", header) + box("mdia", box("hdlr", big(0) + big(0) + Array(handler.utf8))))
    }

    static func mp4(tracks: [UInt8], brand: String = "isom", extra: [UInt8] = []) -> [UInt8] {
        let movie = box("mvhd", big(0) + big(0) + big(0) + big(600) + big(1500) + [UInt8](repeating: 0, count: 80))
        return box("ftyp", Array(brand.utf8) + big(0)) + extra + box("moov", movie + tracks)
            + big(1) + Array("mdat".utf8) + big(20, 8) + [1, 2, 3, 4]
    }

    static let video = mp4(tracks: track("soun") + track("vide", width: 640, height: 360))
    static let markedVideo = mp4(
        tracks: track("vide", width: 640, height: 360),
        extra: box("free", Array("exhibit-simulated".utf8))
    )

    /// MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes, 1152 samples.
    static let mp3Frame: [UInt8] = [0xFF, 0xFB, 0x90, 0x00] + [UInt8](repeating: 0, count: 413)
    static let mp3 = Array(repeating: mp3Frame, count: 100).flatMap { $0 }
    /// A first frame with a table that says how many others there are.
    static func countedMP3(_ stated: Int) -> [UInt8] {
        [0xFF, 0xFB, 0x90, 0x00] + [UInt8](repeating: 0, count: 32) + Array("Info".utf8) + big(1) + big(stated)
            + [UInt8](repeating: 0, count: 369) + mp3
    }

    /// 24 kHz, mono: 9 bytes, 1,024 samples.
    static let adtsFrame: [UInt8] = [0xFF, 0xF1, 0x58, 0x40, 0x01, 0x3F, 0xFC, 1, 2]
    static let adts = Array(repeating: adtsFrame, count: 100).flatMap { $0 }

    static let taggedMP3 =
        Array("ID3".utf8) + [4, 0, 0, 0, 0, 1, 0] + [UInt8](repeating: 0, count: 128) + mp3
        + Array("TAG".utf8) + [UInt8](repeating: 0, count: 125)

    static let all: [[UInt8]] = [
        png(), markedPNG, jpeg(), webpLossy, webpLossless, webpAnimated, markedWebP, wav, markedWAV, streamedWAV,
        gif(frames: 2), video, markedVideo, mp3, taggedMP3, countedMP3(100), adts,
    ]
}
