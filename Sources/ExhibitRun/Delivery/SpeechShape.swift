import ExhibitMedia
import ExhibitModel

/// Whether speech has the shape that speech services answer as WAV; what differs is kept, and said (parity C9).
enum SpeechShape {
    private static let usual = SoundFormat(sampleRate: 24_000, channels: 1, bitsPerSample: 16)

    static func notes(_ facts: MediaFacts, _ mode: Mode) -> [Note] {
        guard mode == .speech, facts.mediaType == "audio/wav", let sound = facts.sound, sound != usual else {
            return []
        }
        let bits = sound.bitsPerSample.map { ", \($0) bits" } ?? ""
        return [
            Note(
                "sound.other_shape",
                "the WAV file has \(sound.sampleRate) Hz, \(sound.channels) channels\(bits), not 24000 Hz, 1 channel, 16 bits"
            )
        ]
    }
}
