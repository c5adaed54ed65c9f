/// What a run makes.
///
/// `text2img` and `img2img` are the words for people.
package enum Mode: String, Sendable, Hashable, CaseIterable {
    case generation
    case edit
    case video
    case speech
    case upscale
    /// Media that is there already, behind an address or in a text.
    case fetch

    /// Whether its requests may cost money.
    package var bills: Bool { self != .fetch }

    package var businessName: String {
        switch self {
        case .generation: "text2img"
        case .edit: "img2img"
        case .video, .speech, .upscale, .fetch: rawValue
        }
    }
}
