import ExhibitJSON
import ExhibitServing

/// Replies in JSON and HTML as providers and the proxies before them send these.
enum JSONReply {
    static func reply(_ value: JSONValue, status: Int = 200) -> ServerReply {
        reply(Array(JSONText.compact(value).utf8), status: status)
    }

    static func reply(_ body: [UInt8], status: Int = 200) -> ServerReply {
        ServerReply(status: status, headers: [("Content-Type", "application/json")], body: body)
    }

    /// An error as OpenAI's API words it.
    static func refusal(_ refusal: Refusal) -> ServerReply {
        var error: JSONObject = [
            "message": .string(refusal.message), "type": .string(refusal.type),
            "param": refusal.param.map { .string($0) } ?? nil, "code": refusal.code.map { .string($0) } ?? nil,
        ]
        if refusal.tellsStage {
            error["moderation_details"] = ["moderation_stage": "input", "categories": ["violence"]]
        }
        return reply(["error": .object(error)], status: refusal.status)
    }

    static func html(_ title: String, status: Int) -> ServerReply {
        let page = """
            <html>
            <head><title>\(title)</title></head>
            <body><center><h1>\(title)</h1></center><hr><center>nginx</center></body>
            </html>

            """
        return ServerReply(status: status, headers: [("Content-Type", "text/html")], body: Array(page.utf8))
    }
}
