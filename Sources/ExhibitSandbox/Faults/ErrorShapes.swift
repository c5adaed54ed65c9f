import ExhibitJSON
import ExhibitServing

/// The other forms in which gateways word an error, under one status.
enum ErrorShapes {
    static let names = ["text", "detail", "list", "top", "problem", "success", "nested"]

    private static let message: JSONValue = "The upstream refused the request."

    static func reply(_ name: String) -> ServerReply {
        let body: JSONValue =
            switch name {
            case "text": ["error": message]
            case "detail": ["detail": message]
            case "list": ["detail": [["type": "value_error", "loc": ["body", "prompt"], "msg": message]]]
            case "top": ["code": "upstream_error", "message": message]
            case "problem":
                [
                    "type": "about:blank", "title": "Bad Request", "status": 400, "detail": message,
                    "instance": "/v1/images",
                ]
            case "success": ["success": false, "error": message, "error_type": "api_error"]
            default: ["success": false, "error": ["message": message, "code": "BAD_REQUEST"]]
            }
        return JSONReply.reply(body, status: 400)
    }
}
