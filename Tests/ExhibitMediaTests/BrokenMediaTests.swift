import ExhibitModel
import Synchronization
import Testing

@testable import ExhibitMedia

/// Files that are made to mislead: each must be called incomplete, and none may stop the program.
struct BrokenMediaTests {
    static let broken: [(String, [UInt8])] = [
        ("PNG without image data", Sample.pngSignature + Sample.chunk("IHDR", header(5, 3)) + Sample.chunk("IEND")),
        ("PNG without a header", Sample.pngSignature + Sample.chunk("IDAT", [1]) + Sample.chunk("IEND")),
        ("PNG with two headers", Sample.png(before: Sample.chunk("IHDR", header(5, 3)))),
        ("PNG of no width", Sample.png(width: 0)),
        ("PNG with a huge length", Sample.pngSignature + [0xFF, 0xFF, 0xFF, 0xFF] + Array("IHDR".utf8)),
        ("PNG with a number for a name", Sample.png(before: Sample.chunk("12AB"))),
        ("JPEG without a scan", [0xFF, 0xD8, 0xFF, 0xD9]),
        ("JPEG of no height", Sample.jpeg(height: 0)),
        ("JPEG with a short segment", [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0xFF, 0xD9]),
        ("JPEG with a picture behind it", Sample.jpeg() + Sample.jpeg()),
        ("WebP that states too little", statedLength(Sample.webpLossy, -2)),
        ("WebP that states too much", statedLength(Sample.webpLossy, 2)),
        ("WebP without a picture", Sample.riff("WEBP", [("VP8X", [0, 0, 0, 0, 1, 0, 0, 1, 0, 0])])),
        ("WAV without a format", Sample.riff("WAVE", [("data", [1, 2])])),
        ("WAV of no speed", Sample.riff("WAVE", [("fmt ", [UInt8](repeating: 0, count: 16)), ("data", [1, 2])])),
        (
            "WebP whose frame has no picture",
            Sample.riff("WEBP", [("VP8X", canvas), ("ANMF", Sample.webpFrame(9, []))])
        ),
        (
            "WebP whose frame's picture is too long",
            Sample.riff(
                "WEBP",
                [("VP8X", canvas), ("ANMF", Sample.webpFrame(9, Array("VP8L".utf8) + Sample.little(99)))]
            )
        ),
        (
            "WAV with two lots of samples",
            Sample.riff("WAVE", [("fmt ", Sample.wavFormat), ("data", [1, 2]), ("data", [3])])
        ),
        ("MP3 that states more frames", Sample.countedMP3(101)),
        ("MP3 that states fewer frames", Sample.countedMP3(99)),
        ("ID3v2 tag without sound", Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 3, 1, 2, 3]),
        ("ID3v2 tag that is longer than the file", Array("ID3".utf8) + [3, 0, 0x40, 127, 127, 127, 127, 1]),
        ("ADTS that breaks off", Sample.adts.dropLast()),
        ("FLAC without a frame", Array("fLaC".utf8) + [0x80, 0, 0, 34] + [UInt8](repeating: 1, count: 34)),
        ("FLAC whose block is too long", Array("fLaC".utf8) + [0, 0xFF, 0xFF, 0xFF] + [1, 2, 3]),
        ("FLAC of blocks alone", Array("fLaC".utf8) + [UInt8](repeating: 4, count: 400)),
        ("GIF without a frame", Sample.gif(frames: 0)),
        ("MP4 without media", Sample.box("ftyp", Array("isom".utf8)) + Sample.box("moov")),
        ("MP4 whose box is too long", Sample.box("ftyp", Array("isom".utf8)) + Sample.big(99) + Array("moov".utf8)),
        (
            "MP4 whose 64-bit length overflows",
            Sample.box("ftyp", Array("isom".utf8)) + Sample.big(1) + Array("mdat".utf8)
                + [UInt8](repeating: 255, count: 8)
        ),
        (
            "MP4 whose length is below its header",
            Sample.box("ftyp", Array("isom".utf8)) + Sample.big(7) + Array("moov".utf8)
        ),
    ]

    private static let canvas: [UInt8] = [2, 0, 0, 0, 4, 0, 0, 2, 0, 0]

    private static func header(_ width: Int, _ height: Int) -> [UInt8] {
        Sample.big(width) + Sample.big(height) + [8, 6, 0, 0, 0]
    }

    private static func statedLength(_ file: [UInt8], _ change: Int) -> [UInt8] {
        Array(file[..<4]) + Sample.little(file.count - 8 + change) + file[8...]
    }

    @Test(arguments: broken)
    func `a file that contradicts itself is not complete`(name: String, bytes: [UInt8]) throws {
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: bytes)))
        #expect(!facts.complete)
    }

    @Test func `every flipped bit of a PNG is noticed`() throws {
        let whole = Sample.markedPNG
        for position in 8..<whole.count {
            for bit in 0..<8 {
                var bytes = whole
                bytes[position] ^= 1 << bit
                let facts = try #require(try MediaProbe.probe(ByteSource(bytes: bytes)))
                #expect(!facts.complete, "bit \(bit) of byte \(position)")
            }
        }
    }

    @Test func `boxes nested without end are given up`() throws {
        var bytes: [UInt8] = []
        for _ in 0..<2_000 { bytes = Sample.box("moov", bytes) }
        bytes = Sample.box("ftyp", Array("isom".utf8)) + bytes
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: bytes)))
        #expect(!facts.complete)
    }

    @Test func `more than a million boxes are given up`() throws {
        let empty = Sample.box("xxxx")
        var bytes = Sample.video
        bytes.reserveCapacity(bytes.count + 8_000_016)
        for _ in 0..<1_000_002 { bytes += empty }
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: bytes)))
        #expect(!facts.complete)
        #expect(facts.width == 640)
    }

    /// Overwritten, removed and doubled stretches of every sample; the seed makes them again.
    @Test(arguments: UInt64(0)..<900)
    func `a mutated file never stops the probe and keeps to its bounds`(seed: UInt64) throws {
        var random = XorShift(seed: seed)
        var bytes = try Self.subject(seed)
        for _ in 0...Int(random.next() % 6) {
            let at = Int(random.next() % UInt64(bytes.count))
            let length = min(bytes.count - at, 1 + Int(random.next() % 12))
            switch random.next() % 4 {
            case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
            case 1: for index in at..<(at + length) { bytes[index] = 0xFF }
            case 2: bytes.insert(contentsOf: bytes[at..<(at + length)], at: at)
            default: bytes.removeSubrange(at..<min(at + length, max(at, bytes.count - 1)))
            }
        }
        let source = ByteSource(bytes: bytes)
        let facts = try MediaProbe.probe(source)
        #expect(facts?.width ?? 0 >= 0 && facts?.height ?? 0 >= 0 && facts?.durationMilliseconds ?? 0 >= 0)
        #expect(try MediaProbe.probe(source) == facts)
    }

    /// Our own samples and those of other programs in turn.
    private static func subject(_ seed: UInt64) throws -> [UInt8] {
        let others = (FilesOfOthersTests.pictures + FilesOfOthersTests.films + FilesOfOthersTests.sounds).map(\.name)
        let index = Int(seed) % (Sample.all.count + others.count)
        return index < others.count
            ? try FilesOfOthersTests.bytes(others[index]) : Sample.all[index - others.count]
    }

    static let giants: [(String, [UInt8])] = [
        (
            "WAV",
            Array("RIFF".utf8) + Sample.little(gibibyte - 8) + Array("WAVEfmt ".utf8) + Sample.little(16)
                + Sample.wavFormat + Array("data".utf8) + Sample.little(gibibyte - 44)
        ),
        (
            "MP4",
            Array(Sample.video.dropLast(20)) + Sample.big(1) + Array("mdat".utf8)
                + Sample.big(gibibyte - Sample.video.count + 20, 8)
        ),
        (
            "WebP",
            Array("RIFF".utf8) + Sample.little(gibibyte - 8) + Array("WEBPVP8L".utf8)
                + Sample.little(gibibyte - 20) + [0x2F] + Sample.little(4 | 2 << 14)
        ),
    ]
    private static let gibibyte = 1 << 30

    @Test(arguments: giants)
    func `a gibibyte costs a few windows`(name: String, head: [UInt8]) throws {
        let read = Mutex(0)
        let source = ByteSource(count: Self.gibibyte) { offset, count throws(FileFault) in
            read.withLock { $0 += count }
            let start = offset < head.count ? Array(head[offset..<min(head.count, offset + count)]) : []
            return start + [UInt8](repeating: 0, count: count - start.count)
        }
        let facts = try #require(try MediaProbe.probe(source))
        #expect(facts.complete)
        #expect(read.withLock { $0 } <= 4 * ByteWindow.size)
    }
}
