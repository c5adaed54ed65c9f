import ExhibitModel
import Testing

@testable import ExhibitMedia

struct MediaProbeTests {
    struct Expected: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let mediaType: String
        var width: Int?
        var height: Int?
        var duration: Int?
        var frames: Int?
        var simulated = false

        var testDescription: String { name }
    }

    static let expected = [
        Expected(name: "PNG", bytes: Sample.png(), mediaType: "image/png", width: 5, height: 3),
        Expected(
            name: "marked PNG",
            bytes: Sample.markedPNG,
            mediaType: "image/png",
            width: 5,
            height: 3,
            simulated: true
        ),
        Expected(
            name: "moving PNG",
            bytes: Sample.png(before: Sample.chunk("acTL", Sample.big(7) + Sample.big(0))),
            mediaType: "image/png",
            width: 5,
            height: 3,
            frames: 7
        ),
        Expected(name: "JPEG", bytes: Sample.jpeg(), mediaType: "image/jpeg", width: 5, height: 3),
        Expected(
            name: "progressive JPEG",
            bytes: Sample.jpeg(frame: 0xC2),
            mediaType: "image/jpeg",
            width: 5,
            height: 3
        ),
        Expected(
            name: "marked JPEG",
            bytes: Sample.jpeg(comment: "exhibit-simulated: x"),
            mediaType: "image/jpeg",
            width: 5,
            height: 3,
            simulated: true
        ),
        Expected(name: "lossy WebP", bytes: Sample.webpLossy, mediaType: "image/webp", width: 5, height: 3),
        Expected(name: "lossless WebP", bytes: Sample.webpLossless, mediaType: "image/webp", width: 5, height: 3),
        Expected(
            name: "moving WebP",
            bytes: Sample.webpAnimated,
            mediaType: "image/webp",
            width: 5,
            height: 3,
            duration: 200,
            frames: 2
        ),
        Expected(name: "GIF", bytes: Sample.gif(frames: 1), mediaType: "image/gif", width: 5, height: 3, frames: 1),
        Expected(
            name: "moving GIF",
            bytes: Sample.gif(frames: 3, comment: "exhibit-simulated"),
            mediaType: "image/gif",
            width: 5,
            height: 3,
            duration: 360,
            frames: 3,
            simulated: true
        ),
        Expected(
            name: "MP4",
            bytes: Sample.video,
            mediaType: "video/mp4",
            width: 640,
            height: 360,
            duration: 2500
        ),
        Expected(
            name: "marked MP4",
            bytes: Sample.markedVideo,
            mediaType: "video/mp4",
            width: 640,
            height: 360,
            duration: 2500,
            simulated: true
        ),
        Expected(
            name: "MP4 of sound",
            bytes: Sample.mp4(tracks: Sample.track("soun")),
            mediaType: "audio/mp4",
            duration: 2500
        ),
        Expected(
            name: "QuickTime",
            bytes: Sample.mp4(tracks: Sample.track("vide", width: 8, height: 8), brand: "qt  "),
            mediaType: "video/quicktime",
            width: 8,
            height: 8,
            duration: 2500
        ),
        Expected(name: "WAV", bytes: Sample.wav, mediaType: "audio/wav", duration: 250),
        Expected(name: "marked WAV", bytes: Sample.markedWAV, mediaType: "audio/wav", duration: 250, simulated: true),
        Expected(name: "streamed WAV", bytes: Sample.streamedWAV, mediaType: "audio/wav", duration: 500),
        Expected(name: "piped WAV", bytes: Sample.pipedWAV, mediaType: "audio/wav", duration: 500),
        Expected(
            name: "marked WebP",
            bytes: Sample.markedWebP,
            mediaType: "image/webp",
            width: 5,
            height: 3,
            simulated: true
        ),
        Expected(name: "counted MP3", bytes: Sample.countedMP3(100), mediaType: "audio/mpeg", duration: 2612),
        Expected(name: "ADTS", bytes: Sample.adts, mediaType: "audio/aac", duration: 4266),
        Expected(name: "MP3", bytes: Sample.mp3, mediaType: "audio/mpeg", duration: 2612),
        Expected(name: "tagged MP3", bytes: Sample.taggedMP3, mediaType: "audio/mpeg", duration: 2612),
    ]

    @Test(arguments: expected)
    func `a whole file gives its facts`(file: Expected) throws {
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: file.bytes)))
        #expect(facts.mediaType == file.mediaType)
        #expect(facts.width == file.width)
        #expect(facts.height == file.height)
        #expect(facts.durationMilliseconds == file.duration)
        #expect(facts.frames == file.frames)
        #expect(facts.simulated == file.simulated)
        #expect(facts.complete)
    }

    @Test(arguments: expected)
    func `a file that is cut anywhere is never complete`(file: Expected) throws {
        // Speech without stated lengths is whole wherever a sample ends, an MP3 and an ADTS file wherever a frame does.
        guard !["streamed WAV", "piped WAV", "MP3", "tagged MP3", "ADTS"].contains(file.name) else { return }
        for length in 0..<file.bytes.count {
            let facts = try MediaProbe.probe(ByteSource(bytes: Array(file.bytes[..<length])))
            #expect(facts?.complete != true, "cut to \(length) of \(file.bytes.count) bytes")
        }
    }

    @Test(arguments: expected)
    func `bytes behind the end make a file incomplete`(file: Expected) throws {
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: file.bytes + [0])))
        #expect(!facts.complete)
        #expect(facts.mediaType == file.mediaType)
    }

    @Test(arguments: [
        [], Array("<!doctype html><title>502</title>".utf8), Array(#"{"error":{}}"#.utf8), Array("RIFF".utf8),
        Array("RIFF\0\0\0\0AVI ".utf8), [0xFF, 0xD8], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xFB, 0x90, 0x00, 1, 2, 3],
    ])
    func `bytes of no known format give nothing`(bytes: [UInt8]) throws {
        #expect(try MediaProbe.probe(ByteSource(bytes: bytes)) == nil)
    }

    @Test func `a missing file and a folder are faults`() {
        #expect(throws: FileFault.self) { try ByteSource(path: "/nonexistent/picture.png") }
        #expect(throws: FileFault("read", "/", errno: 21)) { try ByteSource(path: "/") }
    }
}
