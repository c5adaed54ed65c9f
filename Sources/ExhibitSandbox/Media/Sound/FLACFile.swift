import ExhibitMedia

/// FLAC (RFC 9639) whose frames hold their samples as they are.
enum FLACFile {
    private static let blockSize = 4096

    static func bytes(_ samples: [Int16]) -> [UInt8] {
        let blocks = stride(from: 0, to: samples.count, by: blockSize).map {
            samples[$0..<min($0 + blockSize, samples.count)]
        }
        return Array("fLaC".utf8) + block(0, information(samples.count)) + block(0x84, comment)
            + blocks.enumerated().flatMap { frame($0.offset, $0.element) }
    }

    private static func block(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
        [type] + MP4Box.big(content.count, 3) + content
    }

    /// STREAMINFO (§8.2); frame sizes and MD5 are stated as unknown.
    private static func information(_ samples: Int) -> [UInt8] {
        var bits = BigBitWriter()
        bits.write(blockSize, bits: 16)
        bits.write(blockSize, bits: 16)
        bits.write(0, bits: 48)
        bits.write(SandboxSpeech.samplesPerSecond, bits: 20)
        bits.write(0, bits: 3)
        bits.write(15, bits: 5)
        bits.write(samples, bits: 36)
        return bits.bytes + MP4Box.zeros(16)
    }

    /// The mark, as a Vorbis comment (§8.6).
    private static var comment: [UInt8] {
        let vendor = Array("exhibit".utf8)
        let text = Array("\(SimulationMark.keyword)=\(SimulationMark.meaning)".utf8)
        return RIFFWriter.little(vendor.count, 4) + vendor + RIFFWriter.little(1, 4)
            + RIFFWriter.little(text.count, 4) + text
    }

    /// One verbatim subframe (§9.2.4) of 16 bits, mono, 24 kHz.
    private static func frame(_ number: Int, _ samples: ArraySlice<Int16>) -> [UInt8] {
        var frame: [UInt8] = [0xFF, 0xF8, 0x77, 0x08] + codedNumber(number) + MP4Box.big(samples.count - 1, 2)
        frame.append(checksum8(frame))
        frame.append(0x02)
        for sample in samples { frame += [UInt8(truncatingIfNeeded: sample >> 8), UInt8(truncatingIfNeeded: sample)] }
        return frame + MP4Box.big(Int(checksum16(frame)), 2)
    }

    /// As UTF-8 writes a scalar (§9.1.5); the sandbox's files have fewer than 2048 frames.
    private static func codedNumber(_ number: Int) -> [UInt8] {
        number < 0x80 ? [UInt8(number)] : [UInt8(0xC0 | number >> 6), UInt8(0x80 | number & 0x3F)]
    }

    private static func checksum8(_ bytes: [UInt8]) -> UInt8 {
        bytes.reduce(0) { sum, byte in
            (0..<8).reduce(sum ^ byte) { value, _ in value & 0x80 == 0 ? value << 1 : value << 1 ^ 0x07 }
        }
    }

    private static func checksum16(_ bytes: [UInt8]) -> UInt16 {
        bytes.reduce(0) { sum, byte in
            (0..<8).reduce(sum ^ UInt16(byte) << 8) { value, _ in
                value & 0x8000 == 0 ? value << 1 : value << 1 ^ 0x8005
            }
        }
    }
}
