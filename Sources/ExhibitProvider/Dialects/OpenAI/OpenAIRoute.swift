/// The two requests of the Images API that exhibit makes.
enum OpenAIRoute: String {
    case generations
    case edits

    /// Below the base URL, which ends in `/v1` at OpenAI and most gateways.
    var path: String { "/images/\(rawValue)" }
}
