import ExhibitModel

/// What a server makes, in its own words.
enum ClackyKind: String {
    case image
    case video
    case audio

    init?(_ mode: Mode) {
        switch mode {
        case .generation, .edit: self = .image
        case .video: self = .video
        case .speech: self = .audio
        case .upscale, .fetch: return nil
        }
    }

    var path: String {
        switch self {
        case .image, .video: "/api/media/\(rawValue)"
        case .audio: "/api/media/audio/speech"
        }
    }

    /// Models that the server's own guide suggests.
    var suggestions: String {
        switch self {
        case .image: "or-gemini-3-pro-image or or-gpt-image-2"
        case .video: "or-veo-3-1"
        case .audio: "or-tts-gemini-2-5-flash"
        }
    }
}
