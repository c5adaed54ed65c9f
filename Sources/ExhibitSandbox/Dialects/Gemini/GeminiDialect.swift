import ExhibitJSON
import ExhibitModel
import ExhibitServing

/// Gemini's own API: `generateContent`, whose answer mixes words and pictures.
struct GeminiDialect: Dialect {
    var routes: [Route] {
        [
            Route("POST", "/v1beta/models/{}", .makes, generate),
            Route("GET", "/v1beta/models", .lists) { _ in
                let model: JSONValue = [
                    "name": "models/gemini-3-pro-image", "displayName": "Sandbox",
                    "supportedGenerationMethods": ["generateContent"],
                ]
                return JSONReply.reply(["models": [model]])
            },
        ]
    }

    func admits(_ request: ServerRequest, key: String) -> Bool {
        request.header("x-goog-api-key") == key || request.query.contains { $0 == ("key", key) }
    }

    func refusal(_ refusal: Refusal, to request: ServerRequest) -> ServerReply {
        // A refusal of the content is no error here: an answer without a picture.
        if refusal.code == Refusal.moderationBlocked {
            let model = request.path.split(separator: "/").last?.split(separator: ":").first.map(String.init) ?? ""
            return GeminiAnswer(model: model, parts: [], finish: "IMAGE_SAFETY", tokens: (1, 0)).reply
        }
        let words = [
            400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 409: "ABORTED",
            429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 503: "UNAVAILABLE", 504: "DEADLINE_EXCEEDED",
        ]
        let error: JSONValue = [
            "code": .int(refusal.status), "message": .string(message(refusal, request)),
            "status": .string(words[refusal.status] ?? "UNKNOWN"),
        ]
        return JSONReply.reply(["error": error], status: refusal.status)
    }

    /// As the API says it: a model that is not there is named by its place.
    private func message(_ refusal: Refusal, _ request: ServerRequest) -> String {
        guard refusal.code == "model_not_found" else { return refusal.message }
        let name = request.path.split(separator: "/").last?.split(separator: ":").first.map(String.init) ?? ""
        return "models/\(name) is not found for API version v1beta, or is not supported for generateContent."
    }

    private func generate(_ call: Call) throws(Refusal) -> ServerReply {
        let parts = call.parameters[0].split(separator: ":", maxSplits: 1)
        guard parts.count == 2, parts[1] == "generateContent" else { throw .unknownPath(call.request) }
        let asked = try GeminiRequest(call.body, strict: call.strict)
        var answer: [JSONValue] = [["text": "Here is your picture."]]
        let isEmpty = call.orders[.emptyData] != nil || call.orders[.noData] != nil || call.orders[.fewer] != nil
        if !isEmpty {
            let png = DrawnPicture(
                prompt: asked.prompt,
                width: asked.width,
                height: asked.height,
                inputs: asked.inputs,
                orders: call.orders
            ).png()
            var data = Base64.encode(png)
            if call.orders[.badBase64] != nil { data = "*" + data.dropFirst() }
            answer.append(["inlineData": ["mimeType": "image/png", "data": .string(data)]])
        }
        let tokens = (max(1, asked.prompt.utf8.count / 4), isEmpty ? 6 : 1296)
        return GeminiAnswer(model: String(parts[0]), parts: answer, finish: "STOP", tokens: tokens).reply
    }
}
