import ExhibitModel
import Testing

@testable import ExhibitMedia

/// Files that ffmpeg and Pillow wrote (Tests/Support/make-media-samples), told as ffprobe tells them.
struct FilesOfOthersTests {
    struct Expected: Sendable, CustomTestStringConvertible {
        let name: String
        let mediaType: String
        var size: (Int, Int)?
        var duration: Int?
        var frames: Int?
        var tracks: [TrackKind]?
        var sound: SoundFormat?
        var simulated = false
        /// Nothing in it says where it ends: it is whole wherever a frame is.
        var isStream = false

        var testDescription: String { name }
    }

    private static let speech = SoundFormat(sampleRate: 24_000, channels: 1)
    private static let speech16 = SoundFormat(sampleRate: 24_000, channels: 1, bitsPerSample: 16)

    static let pictures = [
        Expected(name: "clip.gif", mediaType: "image/gif", size: (32, 24), duration: 510, frames: 4),
        Expected(name: "pillow.gif", mediaType: "image/gif", size: (20, 10), duration: 650, frames: 3),
        Expected(name: "clip.webp", mediaType: "image/webp", size: (32, 24), duration: 500, frames: 4),
        Expected(name: "pillow.webp", mediaType: "image/webp", size: (20, 10), duration: 650, frames: 3),
    ]

    static let films = [
        Expected(
            name: "clip.mp4",
            mediaType: "video/mp4",
            size: (32, 24),
            duration: 500,
            tracks: [.video, .audio]
        ),
        // Its header states no duration: nothing is guessed.
        Expected(name: "fragments.mp4", mediaType: "video/mp4", size: (32, 24), tracks: [.video], isStream: true),
        Expected(name: "clip.mov", mediaType: "video/quicktime", size: (32, 24), duration: 500, tracks: [.video]),
        Expected(name: "speech.m4a", mediaType: "audio/mp4", duration: 250, tracks: [.audio]),
    ]

    static let sounds = [
        Expected(name: "speech.wav", mediaType: "audio/wav", duration: 20, sound: speech16),
        Expected(name: "marked.wav", mediaType: "audio/wav", duration: 20, sound: speech16, simulated: true),
        Expected(name: "streamed.wav", mediaType: "audio/wav", duration: 20, sound: speech16, isStream: true),
        Expected(
            name: "float.wav",
            mediaType: "audio/wav",
            duration: 20,
            sound: SoundFormat(sampleRate: 24_000, channels: 1, bitsPerSample: 32)
        ),
        Expected(
            name: "surround.wav",
            mediaType: "audio/wav",
            duration: 20,
            sound: SoundFormat(sampleRate: 24_000, channels: 6, bitsPerSample: 24)
        ),
        Expected(name: "constant.mp3", mediaType: "audio/mpeg", duration: 312, sound: speech),
        Expected(name: "variable.mp3", mediaType: "audio/mpeg", duration: 312, sound: speech, simulated: true),
        Expected(name: "plain.mp3", mediaType: "audio/mpeg", duration: 312, sound: speech, isStream: true),
        Expected(
            name: "speech.opus",
            mediaType: "audio/ogg",
            duration: 250,
            sound: SoundFormat(sampleRate: 48_000, channels: 1)
        ),
        Expected(name: "vorbis.ogg", mediaType: "audio/ogg", duration: 250, sound: speech, simulated: true),
        Expected(name: "flac.ogg", mediaType: "audio/ogg", duration: 250, sound: speech16),
        Expected(name: "speech.flac", mediaType: "audio/flac", duration: 250, sound: speech16, simulated: true),
        Expected(name: "streamed.flac", mediaType: "audio/flac", duration: 250, sound: speech16, isStream: true),
        // Seven frames of 1,024 samples; ffprobe guesses from the bit rate.
        Expected(name: "speech.aac", mediaType: "audio/aac", duration: 298, sound: speech, isStream: true),
        Expected(
            name: "tagged.aac",
            mediaType: "audio/aac",
            duration: 298,
            sound: speech,
            simulated: true,
            isStream: true
        ),
    ]

    static func bytes(_ name: String) throws -> [UInt8] {
        let here = #filePath
        return try RegularFile.read(
            here.prefix(here.count - "FilesOfOthersTests.swift".count) + "Samples/" + name
        )
    }

    @Test(arguments: pictures + films + sounds)
    func `its facts are what the other program meant`(file: Expected) throws {
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: Self.bytes(file.name))))
        #expect(facts.mediaType == file.mediaType)
        #expect(facts.width == file.size?.0)
        #expect(facts.height == file.size?.1)
        #expect(facts.durationMilliseconds == file.duration)
        #expect(facts.frames == file.frames)
        #expect(facts.tracks == file.tracks)
        #expect(facts.sound == file.sound)
        #expect(facts.simulated == file.simulated)
        #expect(facts.complete)
    }

    @Test(arguments: (pictures + films + sounds).filter { !$0.isStream })
    func `cut anywhere it is not complete`(file: Expected) throws {
        let bytes = try Self.bytes(file.name)
        for length in 0..<bytes.count {
            let facts = try MediaProbe.probe(ByteSource(bytes: Array(bytes[..<length])))
            #expect(facts?.complete != true, "cut to \(length) of \(bytes.count) bytes")
        }
    }

    @Test(arguments: (pictures + films + sounds).filter(\.isStream))
    func `cut within its last piece a stream is not complete`(file: Expected) throws {
        let bytes = try Self.bytes(file.name)
        let facts = try MediaProbe.probe(ByteSource(bytes: Array(bytes.dropLast())))
        #expect(facts?.complete == false)
    }

    /// Every byte of these is under a checksum, or is a length or name that must be right.
    @Test(arguments: ["speech.opus", "flac.ogg"])
    func `every flipped byte of a page is noticed`(name: String) throws {
        let whole = try Self.bytes(name)
        for position in whole.indices {
            var bytes = whole
            bytes[position] ^= 0x10
            let facts = try MediaProbe.probe(ByteSource(bytes: bytes))
            #expect(facts?.complete != true, "byte \(position)")
        }
    }

    @Test func `every flipped byte of a FLAC frame is noticed`() throws {
        let whole = try Self.bytes("streamed.flac")
        let frames = try #require(whole.indices.first { whole[$0...].starts(with: [0xFF, 0xF8]) })
        for position in frames..<whole.count {
            var bytes = whole
            bytes[position] ^= 0x04
            let facts = try #require(try MediaProbe.probe(ByteSource(bytes: bytes)))
            #expect(!facts.complete, "byte \(position)")
        }
    }
}
