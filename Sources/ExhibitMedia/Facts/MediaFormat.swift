/// The container formats that are recognised by their own bytes, never by a file name or a header that came along.
enum MediaFormat: Sendable, Hashable, CaseIterable {
    case png, jpeg, webp, gif, mp4, mp4Audio, quickTime, wav, mp3, opus, ogg, flac, aac

    var mediaType: String {
        switch self {
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .webp: "image/webp"
        case .gif: "image/gif"
        case .mp4: "video/mp4"
        case .mp4Audio: "audio/mp4"
        case .quickTime: "video/quicktime"
        case .wav: "audio/wav"
        case .mp3: "audio/mpeg"
        case .opus, .ogg: "audio/ogg"
        case .flac: "audio/flac"
        case .aac: "audio/aac"
        }
    }

    var fileExtension: String {
        switch self {
        case .png: "png"
        case .jpeg: "jpg"
        case .webp: "webp"
        case .gif: "gif"
        case .mp4: "mp4"
        case .mp4Audio: "m4a"
        case .quickTime: "mov"
        case .wav: "wav"
        case .mp3: "mp3"
        case .opus: "opus"
        case .ogg: "ogg"
        case .flac: "flac"
        case .aac: "aac"
        }
    }

    var kind: MediaKind {
        switch self {
        case .png, .jpeg, .webp, .gif: .image
        case .mp4, .quickTime: .video
        case .mp4Audio, .wav, .mp3, .opus, .ogg, .flac, .aac: .audio
        }
    }
}
