import ExhibitJSON
import ExhibitServing

/// One candidate, and what the server says of itself: the model's version and the answer's id.
struct GeminiAnswer {
    let model: String
    let parts: [JSONValue]
    let finish: String
    let tokens: (prompt: Int, answer: Int)

    var reply: ServerReply {
        var candidate: JSONObject = ["finishReason": .string(finish), "index": 0]
        if !parts.isEmpty { candidate["content"] = ["role": "model", "parts": .array(parts)] }
        return JSONReply.reply([
            "candidates": [.object(candidate)],
            "usageMetadata": [
                "promptTokenCount": .int(tokens.prompt), "candidatesTokenCount": .int(tokens.answer),
                "totalTokenCount": .int(tokens.prompt + tokens.answer),
            ],
            "modelVersion": .string(model), "responseId": .string(ProviderHeaders.makeRequestID()),
        ])
    }
}
