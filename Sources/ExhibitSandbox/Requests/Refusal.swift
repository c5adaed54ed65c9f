import ExhibitServing

/// An error as OpenAI's API states it: status, and the four members of `error`.
struct Refusal: Error, Hashable {
    var status = 400
    let message: String
    var type = "invalid_request_error"
    var param: String?
    var code: String?
    /// The newer form of a moderation's refusal, with `moderation_details`.
    var tellsStage = false

    static let moderationBlocked = "moderation_blocked"

    static func missing(_ param: String) -> Refusal {
        Refusal(message: "Missing required parameter: '\(param)'.", param: param, code: "missing_required_parameter")
    }

    static func unknown(_ param: String) -> Refusal {
        Refusal(message: "Unknown parameter: '\(param)'.", param: param, code: "unknown_parameter")
    }

    static func invalid(_ param: String, _ message: String) -> Refusal {
        Refusal(message: message, param: param, code: "invalid_value")
    }
}

extension Refusal {
    static let unreadableJSON = Refusal(message: "We could not parse the JSON body of your request.")
    static let unreadableForm = Refusal(message: "Could not parse the multipart form of your request.")

    static func unknownPath(_ request: ServerRequest) -> Refusal {
        Refusal(status: 404, message: "Invalid URL (\(request.method) \(request.path))", code: "unknown_url")
    }
}
