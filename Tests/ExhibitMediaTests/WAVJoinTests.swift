import ExhibitModel
import Synchronization
import Testing

@testable import ExhibitMedia

struct WAVJoinTests {
    private static func wav(_ samples: [UInt8], format: [UInt8] = Sample.wavFormat) -> [UInt8] {
        Sample.riff("WAVE", [("fmt ", format), ("data", samples)])
    }

    private static let bytesFormat =
        Sample.little(1, 2) + Sample.little(1, 2) + Sample.little(8000) + Sample.little(8000) + Sample.little(1, 2)
        + Sample.little(8, 2)
    private static let floatFormat =
        Sample.little(3, 2) + Sample.little(1, 2) + Sample.little(8000) + Sample.little(32_000) + Sample.little(4, 2)
        + Sample.little(32, 2)

    private static func joined(_ parts: [[UInt8]]) throws -> [UInt8] {
        let join = try WAVJoin(parts.map { ByteSource(bytes: $0) })
        var bytes: [UInt8] = []
        try join.write { bytes += $0 }
        #expect(bytes.count == join.byteCount)
        return bytes
    }

    @Test func `the samples stand end to end`() throws {
        let bytes = try Self.joined([Self.wav([1, 2, 3, 4]), Self.wav([5, 6]), Self.wav([])])
        #expect(bytes == Self.wav([1, 2, 3, 4, 5, 6]))
    }

    @Test func `an odd number of bytes is padded once, at the end`() throws {
        let part = Self.wav([7, 8, 9], format: Self.bytesFormat)
        #expect(
            try Self.joined([part, part, part]) == Self.wav([7, 8, 9, 7, 8, 9, 7, 8, 9], format: Self.bytesFormat)
        )
    }

    @Test func `what streamed without lengths gets them, and is as long as its parts`() throws {
        let join = try WAVJoin([ByteSource(bytes: Sample.streamedWAV), ByteSource(bytes: Sample.wav)])
        #expect(join.durationMilliseconds == 750)
        #expect(join.sound == SoundFormat(sampleRate: 8000, channels: 1, bitsPerSample: 16))
        let bytes = try Self.joined([Sample.streamedWAV, Sample.wav])
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: bytes)))
        #expect(facts.complete)
        #expect(facts.durationMilliseconds == 750)
        #expect(!facts.simulated)
    }

    @Test func `the mark of one part is the mark of the whole`() throws {
        let facts = try MediaProbe.probe(ByteSource(bytes: Self.joined([Sample.wav, Sample.markedWAV])))
        #expect(facts?.simulated == true)
        #expect(facts?.complete == true)
    }

    @Test func `another program's files are joined, and what they say besides is left out`() throws {
        let part = try FilesOfOthersTests.bytes("speech.wav")
        let bytes = try Self.joined([part, part])
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: bytes)))
        #expect(facts.durationMilliseconds == 40)
        #expect(bytes[44...].elementsEqual(part.suffix(960) + part.suffix(960)))
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let parts: [[UInt8]]
        let error: WAVJoinError

        init(_ parts: [[UInt8]], _ error: WAVJoinError) {
            self.parts = parts
            self.error = error
        }

        var testDescription: String { error.description }
    }

    static let refused: [Refused] = [
        Refused([], .noParts),
        Refused([Sample.wav, Sample.mp3], .notWAV(part: 1)),
        Refused([Sample.wav, []], .notWAV(part: 1)),
        Refused([Array(Sample.wav.dropLast())], .incomplete(part: 0)),
        Refused([wav([1, 2, 3])], .incomplete(part: 0)),
        Refused([wav([1, 2, 3, 4], format: floatFormat)], .notPCM(part: 0)),
        Refused(
            [Sample.wav, wav([1], format: bytesFormat)],
            .formatDiffers(
                part: 1,
                SoundFormat(sampleRate: 8000, channels: 1, bitsPerSample: 16),
                SoundFormat(sampleRate: 8000, channels: 1, bitsPerSample: 8)
            )
        ),
    ]

    @Test(arguments: refused)
    func `parts that do not fit together are refused`(refused: Refused) {
        #expect(throws: refused.error) { try WAVJoin(refused.parts.map { ByteSource(bytes: $0) }) }
    }

    @Test func `what a WAV header cannot count is refused`() {
        let head = Array(Sample.riff("WAVE", [("fmt ", Sample.wavFormat)]).dropFirst(8))
        let bytes = 0x7FFE_0000
        let file =
            Array("RIFF".utf8) + Sample.little(bytes + 36) + head + Array("data".utf8) + Sample.little(bytes)
        let part = ByteSource(count: file.count + bytes) { offset, count throws(FileFault) in
            let start = offset < file.count ? Array(file[offset..<min(file.count, offset + count)]) : []
            return start + [UInt8](repeating: 0, count: count - start.count)
        }
        #expect(throws: WAVJoinError.tooLong) { try WAVJoin([part, part, part]) }
    }

    @Test func `long parts are read in windows`() throws {
        let part = Self.wav([UInt8](repeating: 5, count: 1_000_000))
        let largest = Mutex(0)
        let memory = ByteSource(bytes: part)
        let source = ByteSource(count: part.count) { offset, count throws(FileFault) in
            largest.withLock { $0 = max($0, count) }
            return try memory.read(offset, count)
        }
        var count = 0
        try WAVJoin([source, source]).write { count += $0.count }
        #expect(count == 2_000_044)
        #expect(largest.withLock { $0 } <= ByteWindow.size)
    }

    @Test func `a part that became shorter is a fault`() throws {
        let length = Mutex(Sample.wav.count)
        let memory = ByteSource(bytes: Sample.wav)
        let source = ByteSource(count: Sample.wav.count) { offset, count throws(FileFault) in
            try memory.read(offset, min(count, length.withLock { $0 } - offset))
        }
        let join = try WAVJoin([source])
        length.withLock { $0 = 100 }
        #expect(throws: FileFault.self) { try join.write { _ in } }
    }
}
