import ExhibitModel

/// MPEG audio layer III: frame after frame, behind an ID3v2 tag and before an ID3v1 one.
enum MP3Walk {
    private struct Frame {
        let bytes: Int
        let samples: Int
        let samplesPerSecond: Int
    }

    /// Nil unless the source begins with an ID3v2 tag or with two frames (or the one that fills it).
    static func facts(_ window: inout ByteWindow) throws(FileFault) -> MediaFacts? {
        let tagged = try tagLength(&window)
        var offset = tagged ?? 0
        let first = try frame(&window, at: offset)
        if tagged == nil {
            guard let first else { return nil }
            let second = try frame(&window, at: first.bytes)
            guard second != nil || first.bytes == window.count else { return nil }
        }
        var facts = MediaFacts(.mp3)
        var samples = 0
        while let frame = try frame(&window, at: offset), window.holds(frame.bytes, at: offset) {
            samples += frame.samples
            offset += frame.bytes
        }
        if let first, samples > 0 { facts.durationMilliseconds = samples * 1000 / first.samplesPerSecond }
        let trailer = window.count - offset
        let hasTag = try window.starts(with: "TAG", at: offset)
        facts.complete = samples > 0 && (trailer == 0 || trailer == 128 && hasTag)
        return facts
    }

    /// ID3v2 §3.1: ten bytes, and a length of four times seven bits.
    private static func tagLength(_ window: inout ByteWindow) throws(FileFault) -> Int? {
        guard try window.starts(with: "ID3", at: 0), let bytes = try window.bytes(at: 6, 4),
            bytes.allSatisfy({ $0 < 0x80 }), let flags = try window.byte(at: 5)
        else { return nil }
        return bytes.reduce(0) { $0 << 7 | Int($1) } + (flags & 0x10 == 0 ? 10 : 20)
    }

    private static let kilobits1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    private static let kilobits2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
    private static let rates = [44_100, 48_000, 32_000]

    private static func frame(_ window: inout ByteWindow, at offset: Int) throws(FileFault) -> Frame? {
        guard let header = try window.big(4, at: offset), header >> 21 == 0x7FF else { return nil }
        let version = header >> 19 & 3
        let rate = header >> 10 & 3
        let kilobits = header >> 12 & 15
        guard version != 1, header >> 17 & 3 == 1, rate < 3, (1..<15).contains(kilobits) else { return nil }
        let isFirst = version == 3
        let samplesPerSecond = rates[rate] >> (isFirst ? 0 : version == 2 ? 1 : 2)
        let bitsPerSecond = (isFirst ? kilobits1[kilobits] : kilobits2[kilobits]) * 1000
        let samples = isFirst ? 1152 : 576
        let bytes = samples / 8 * bitsPerSecond / samplesPerSecond + (header >> 9 & 1)
        return Frame(bytes: bytes, samples: samples, samplesPerSecond: samplesPerSecond)
    }
}
