import ExhibitMedia

/// MPEG-2 layer III without an encoder: frames that hold nothing, which are silence.
enum MP3File {
    private static let samplesPerFrame = 576
    private static let bytesPerFrame = 24
    /// 24 kHz, mono, 8 kbit/s.
    private static let header: [UInt8] = [0xFF, 0xF3, 0x14, 0xC0]

    /// As long as so many samples, behind an ID3v2.3 tag with the mark.
    static func silence(_ samples: Int) -> [UInt8] {
        let frame = header + [UInt8](repeating: 0, count: bytesPerFrame - header.count)
        let count = max(1, (samples + samplesPerFrame - 1) / samplesPerFrame)
        return tag + (0..<count).flatMap { _ in frame }
    }

    private static var tag: [UInt8] {
        let content = [0] + Array(SimulationMark.keyword.utf8) + [0] + Array(SimulationMark.meaning.utf8)
        let comment = Array("TXXX".utf8) + MP4Box.big(content.count, 4) + [0, 0] + content
        let length = [21, 14, 7, 0].map { UInt8(comment.count >> $0 & 0x7F) }
        return Array("ID3".utf8) + [3, 0, 0] + length + comment
    }
}
