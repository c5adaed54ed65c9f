import ExhibitMedia
import ExhibitModel

extension FuzzTarget {
    /// Every container: the first byte chooses one, whose mark the bytes are given; checksums of PNG are mended.
    static let walker = FuzzTarget(name: "walker") { bytes in
        probe(bytes)
        guard let first = bytes.first else { return }
        let mark = marks[Int(first) % marks.count]
        probe((mark.map { $0.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } } ?? []) + bytes.dropFirst())
        probe(mendingChecksums(signature + bytes.dropFirst(8)))
    }

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let marks: [String?] = [
        nil, "GIF89a", "fLaC", "OggS", "ID3\u{4}", "\u{FF}\u{D8}\u{FF}", "\u{FF}\u{FB}", "\u{FF}\u{F1}",
        "RIFF\u{40}\u{0}\u{0}\u{0}WAVEfmt ", "RIFF\u{40}\u{0}\u{0}\u{0}WEBPVP8 ", "\u{0}\u{0}\u{0}\u{14}ftypisom",
    ]

    /// The same from memory and from a source that is read in pieces.
    private static func probe(_ bytes: [UInt8]) {
        let facts = try? MediaProbe.probe(ByteSource(bytes: bytes))
        let pieces = ByteSource(count: bytes.count) { offset, count throws(FileFault) in
            offset < bytes.count ? Array(bytes[offset..<min(bytes.count, offset + count)]) : []
        }
        precondition((try? MediaProbe.probe(pieces)) == facts, "a source in pieces is seen otherwise")
    }
}
