/// The requests of the API that exhibit makes.
enum OpenAIRoute: String {
    case generations
    case edits
    case videos
    case speech

    /// Below the base URL, which ends in `/v1` at OpenAI and most gateways.
    var path: String {
        switch self {
        case .generations, .edits: "/images/\(rawValue)"
        case .videos: "/videos"
        case .speech: "/audio/speech"
        }
    }

    /// What the API calls the text.
    var promptName: String {
        switch self {
        case .generations, .edits, .videos: RequestFields.prompt
        case .speech: "input"
        }
    }

    /// Characters that the longest-winded of today's models take; a model table will know better.
    var promptLimit: Int {
        switch self {
        case .generations, .edits, .videos: 32_000
        case .speech: 4096
        }
    }
}
