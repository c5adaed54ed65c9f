import ExhibitModel

/// The header of one ADTS frame.
struct ADTSFrame {
    let bytes: Int
    let samples: Int
    let samplesPerSecond: Int
    /// 0 when the sound itself says it.
    let channels: Int

    private static let rates = [
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350,
    ]

    /// Nil when no such header stands there.
    init?(_ window: inout ByteWindow, at offset: Int) throws(FileFault) {
        guard let header = try window.big(7, at: offset), header >> 44 == 0xFFF, header >> 41 & 3 == 0 else {
            return nil
        }
        let rate = header >> 34 & 15
        let hasChecksum = header >> 40 & 1 == 0
        bytes = header >> 13 & 0x1FFF
        guard rate < Self.rates.count, bytes >= (hasChecksum ? 9 : 7) else { return nil }
        samplesPerSecond = Self.rates[rate]
        let channels = header >> 30 & 7
        self.channels = channels == 7 ? 8 : channels
        samples = 1024 * (header & 3 + 1)
    }
}
