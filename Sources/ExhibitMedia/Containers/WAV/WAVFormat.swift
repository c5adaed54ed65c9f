import ExhibitModel

/// The `fmt ` chunk of a WAVE file.
struct WAVFormat: Hashable, Sendable {
    /// 1 is PCM; ``extensible`` has the coding in a GUID.
    let coding: Int
    let channels: Int
    let sampleRate: Int
    let bytesPerSecond: Int
    /// One sample of every channel.
    let bytesPerFrame: Int
    let bitsPerSample: Int
    /// What the chunk means, without what writers append: 16 bytes, or the 40 of an extensible format.
    let bytes: [UInt8]

    private static let pcm = 1
    private static let extensible = 0xFFFE

    /// Nil for a chunk that is too short, and for a speed or frame of nothing.
    init?(_ chunk: RIFFChunk, _ window: inout ByteWindow) throws(FileFault) {
        let start = chunk.offset
        guard chunk.length >= 16, let coding = try window.little(2, at: start),
            let channels = try window.little(2, at: start + 2), channels > 0,
            let sampleRate = try window.little(4, at: start + 4), sampleRate > 0,
            let bytesPerSecond = try window.little(4, at: start + 8), bytesPerSecond > 0,
            let bytesPerFrame = try window.little(2, at: start + 12), bytesPerFrame > 0,
            let bitsPerSample = try window.little(2, at: start + 14)
        else { return nil }
        let meant = coding == Self.extensible ? 40 : 16
        guard chunk.length >= meant, let bytes = try window.bytes(at: start, meant) else { return nil }
        self.coding = coding
        self.channels = channels
        self.sampleRate = sampleRate
        self.bytesPerSecond = bytesPerSecond
        self.bytesPerFrame = bytesPerFrame
        self.bitsPerSample = bitsPerSample
        self.bytes = bytes
    }

    /// Whether the samples are whole numbers that can be put end to end.
    var isPCM: Bool {
        let isPCM = coding == Self.pcm || coding == Self.extensible && bytes[24] == 1 && bytes[25] == 0
        return isPCM && bytesPerFrame == channels * ((bitsPerSample + 7) / 8)
    }

    var sound: SoundFormat {
        SoundFormat(
            sampleRate: sampleRate,
            channels: channels,
            bitsPerSample: bitsPerSample > 0 ? bitsPerSample : nil
        )
    }
}
