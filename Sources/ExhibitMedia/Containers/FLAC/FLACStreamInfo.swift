/// The first metadata block of FLAC (RFC 9639 §8.2).
struct FLACStreamInfo {
    static let length = 34

    let sound: SoundFormat
    /// Of each channel; 0 when the writer did not know.
    let samples: Int

    /// Nil for a block of another length, and for a rate of zero.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        let packed = bytes.dropFirst(10).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let rate = Int(packed >> 44)
        guard rate > 0 else { return nil }
        sound = SoundFormat(
            sampleRate: rate,
            channels: Int(packed >> 41 & 7) + 1,
            bitsPerSample: Int(packed >> 36 & 31) + 1
        )
        samples = Int(packed & 0xF_FFFF_FFFF)
    }
}
