/// What a run makes.
///
/// `text2img` and `img2img` are the words for people.
package enum Mode: String, Sendable, Hashable, CaseIterable {
    case generation
    case edit
    case video
    case speech
    case upscale

    package var businessName: String {
        switch self {
        case .generation: "text2img"
        case .edit: "img2img"
        case .video, .speech, .upscale: rawValue
        }
    }
}
