import ExhibitModel

/// The header of a frame of MPEG audio layer III (ISO 11172-3 §2.4.2.3, ISO 13818-3).
struct MP3Frame {
    let bytes: Int
    let samples: Int
    let samplesPerSecond: Int
    let channels: Int
    /// Header, checksum and side information: here begins the sound, or a table about the file.
    let sideLength: Int

    private static let kilobits1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    private static let kilobits2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
    private static let rates = [44_100, 48_000, 32_000]

    /// Nil when no such header stands there.
    init?(_ window: inout ByteWindow, at offset: Int) throws(FileFault) {
        guard let header = try window.big(4, at: offset), header >> 21 == 0x7FF else { return nil }
        let version = header >> 19 & 3
        let rate = header >> 10 & 3
        let kilobits = header >> 12 & 15
        guard version != 1, header >> 17 & 3 == 1, rate < 3, (1..<15).contains(kilobits) else { return nil }
        let isFirst = version == 3
        samplesPerSecond = Self.rates[rate] >> (isFirst ? 0 : version == 2 ? 1 : 2)
        let bitsPerSecond = (isFirst ? Self.kilobits1[kilobits] : Self.kilobits2[kilobits]) * 1000
        samples = isFirst ? 1152 : 576
        bytes = samples / 8 * bitsPerSecond / samplesPerSecond + (header >> 9 & 1)
        let isMono = header >> 6 & 3 == 3
        channels = isMono ? 1 : 2
        // Players look for the table here, whether the frame has a checksum of two bytes or not.
        sideLength = 4 + (isFirst ? (isMono ? 17 : 32) : (isMono ? 9 : 17))
    }
}
