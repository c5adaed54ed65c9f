package import ExhibitModel

/// Why WAVE files cannot be joined; parts count from 0.
package enum WAVJoinError: Error, Sendable, Hashable {
    case noParts
    case unreadable(part: Int, FileFault)
    case notWAV(part: Int)
    /// Cut short, damaged, or ending within a sample.
    case incomplete(part: Int)
    /// Compressed or floating-point samples.
    case notPCM(part: Int)
    /// The first part's format, and that of the one that differs.
    case formatDiffers(part: Int, SoundFormat, SoundFormat)
    /// A WAVE file ends at 4 GiB.
    case tooLong
}

extension WAVJoinError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noParts: "there is nothing to join"
        case .unreadable(let part, let fault): "part \(part + 1) cannot be read: \(fault.reason)"
        case .notWAV(let part): "part \(part + 1) is no WAV file"
        case .incomplete(let part): "part \(part + 1) is cut short or damaged"
        case .notPCM(let part): "part \(part + 1) is not PCM"
        case .formatDiffers(let part, let first, let other):
            "part \(part + 1) is \(Self.text(other)), the first is \(Self.text(first))"
        case .tooLong: "the joined file would be longer than the 4 GiB of a WAV file"
        }
    }

    private static func text(_ sound: SoundFormat) -> String {
        let bits = sound.bitsPerSample.map { ", \($0) bits" } ?? ""
        return "\(sound.sampleRate) Hz, \(sound.channels) channel\(sound.channels == 1 ? "" : "s")\(bits)"
    }
}
