import ExhibitModel

/// What the first packet of an Ogg stream says about its sound.
struct OggCodec {
    let format: MediaFormat
    let sound: SoundFormat
    /// Samples at the beginning that are not played (RFC 7845 §4.2).
    let skipped: Int
    /// How many bytes stand before the comment in the second packet.
    let commentOffset: Int

    /// Nil for a codec that is not known here, such as one of pictures.
    init?(_ window: inout ByteWindow, _ packet: Range<Int>) throws(FileFault) {
        guard let head = try window.bytes(at: packet.lowerBound, min(packet.count, 51)) else { return nil }
        if head.starts(with: "OpusHead".utf8), head.count >= 19, head[9] > 0 {
            format = .opus
            sound = SoundFormat(sampleRate: 48_000, channels: Int(head[9]))
            skipped = Int(head[10]) | Int(head[11]) << 8
            commentOffset = 8
        } else if head.starts(with: [1] + Array("vorbis".utf8)), head.count >= 30, head[11] > 0 {
            let rate = Int(head[12]) | Int(head[13]) << 8 | Int(head[14]) << 16 | Int(head[15]) << 24
            guard rate > 0 else { return nil }
            format = .ogg
            sound = SoundFormat(sampleRate: rate, channels: Int(head[11]))
            skipped = 0
            commentOffset = 7
        } else if head.starts(with: [0x7F] + Array("FLAC".utf8)), head.count == 51,
            let info = FLACStreamInfo(head[17...])
        {
            format = .ogg
            sound = info.sound
            skipped = 0
            commentOffset = 4
        } else {
            return nil
        }
    }
}
