import ExhibitJSON
import ExhibitServing

/// How Clacky's server says no: three ways, told apart by the status.
struct ClackyFailure {
    let reply: ServerReply

    init(_ refusal: Refusal) {
        switch (refusal, refusal.status) {
        case (.unreadableJSON, _), (.unreadableForm, _): reply = Self.plain("Invalid JSON", 400)
        case (_, 503), (_, 504), (_, 408): reply = Self.plain("Request timed out", 503)
        case (_, 500...): reply = Self.plain(refusal.message, 500)
        default:
            reply =
                refusal.code == Self.plainCode
                ? Self.plain(refusal.message, refusal.status)
                : JSONReply.reply(
                    Self.body(Self.sentence(refusal), Self.type(of: refusal)),
                    status: refusal.code == Self.statusKept ? refusal.status : 422
                )
        }
    }

    private static let plainCode = "plain"
    private static let statusKept = "status_kept"

    static func missing(_ field: String) -> Refusal {
        Refusal(status: 422, message: "\(field) is required", code: plainCode)
    }

    static var noAspectRatio: Refusal {
        Refusal(status: 422, message: "400 INVALID_ARGUMENT: aspect_ratio is not supported", type: "invalid_argument")
    }

    /// The same with the status that the model's provider gave.
    static var noAspectRatio400: Refusal {
        var refusal = noAspectRatio
        (refusal.status, refusal.code) = (400, statusKept)
        return refusal
    }

    /// A failure of the generator, under the type that tells why.
    static func generator(_ message: String, _ type: String) -> Refusal {
        Refusal(status: 422, message: message, type: type)
    }

    static func body(_ message: String, _ type: String, status: String? = nil) -> JSONValue {
        var body: JSONObject = ["success": false]
        if let status { body["status"] = .string(status) }
        body["error"] = .string(message)
        body["error_type"] = .string(type)
        return .object(body)
    }

    private static func plain(_ message: String, _ status: Int) -> ServerReply {
        JSONReply.reply(["error": .string(message)], status: status)
    }

    private static func sentence(_ refusal: Refusal) -> String {
        if refusal.code == "model_not_found" { return "unknown image model: gpt-image-2" }
        return refusal.status == 429 ? "Upstream 429: \(refusal.message)" : refusal.message
    }

    private static func type(of refusal: Refusal) -> String {
        switch refusal.status {
        case 401, 403: "auth_required"
        case 404: "invalid_argument"
        case 422 where refusal.type != "invalid_request_error": refusal.type
        default: refusal.type == "invalid_argument" ? refusal.type : "api_error"
        }
    }
}
