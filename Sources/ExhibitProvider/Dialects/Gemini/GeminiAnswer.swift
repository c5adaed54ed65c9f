import ExhibitJSON
import ExhibitModel

/// What an answer of `generateContent` means: a refusal is a success without a picture.
enum GeminiAnswer {
    /// Words of `finishReason` and `blockReason` that say that the content was the reason.
    private static let moderation: Set<String> = [
        "SAFETY", "IMAGE_SAFETY", "PROHIBITED_CONTENT", "IMAGE_PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "RECITATION",
        "IMAGE_RECITATION",
    ]

    static func of(_ reply: Reply) -> Step {
        guard reply.isSuccess else { return .fail(refusal(reply)) }
        guard let value = reply.value else { return .fail(ProviderFailure(withoutMedia: reply)) }
        let media = pictures(value)
        guard !media.isEmpty else { return .fail(withoutPicture(reply, value)) }
        let echoed = Echoed(model: value["modelVersion"]?.string, responseID: value["responseId"]?.string)
        let usage = value["usageMetadata"].flatMap { $0.object == nil ? nil : $0 }
        return .done(media, echoed: echoed, usage: usage)
    }

    private static func pictures(_ value: JSONValue) -> [MediaReference] {
        (value["candidates"]?.array ?? []).enumerated().flatMap { number, candidate in
            (candidate["content"]?["parts"]?.array ?? []).enumerated().compactMap { index, part in
                // A model that thinks in pictures shows its sketches too: they are not the result.
                guard part["thought"]?.bool != true else { return nil }
                let name = part["inlineData"] == nil ? "inline_data" : "inlineData"
                guard let data = part[name], data["data"]?.string?.isEmpty == false,
                    (data["mimeType"] ?? data["mime_type"])?.string?.hasPrefix("image/") ?? true
                else { return nil }
                let pointer = "/candidates/\(number)/content/parts/\(index)/\(name)/data"
                return MediaReference(pointer: pointer, kind: .base64)
            }
        }
    }

    private static func withoutPicture(_ reply: Reply, _ value: JSONValue) -> ProviderFailure {
        let candidate = value["candidates"]?[0]
        let block = value["promptFeedback"]?["blockReason"]?.string
        let reason = block ?? candidate?["finishReason"]?.string
        let texts = (candidate?["content"]?["parts"]?.array ?? []).compactMap { part in
            part["thought"]?.bool == true ? nil : part["text"]?.string
        }
        let words =
            value["promptFeedback"]?["blockReasonMessage"]?.string ?? candidate?["finishMessage"]?.string ?? texts.first
        let sentence =
            "the answer holds no picture" + (reason.map { " (\($0.prefix(80)))" } ?? "")
            + (words.map { ": \($0)" } ?? "")
        return ProviderFailure(
            .noMedia,
            reply,
            sentence,
            code: reason.map(moderation.contains) == true ? .providerModeration : nil,
            providerCode: reason
        )
    }

    private static func refusal(_ reply: Reply) -> ProviderFailure {
        let error = reply.value?["error"]
        let reasons = error?["details"]?.array?.compactMap { $0["reason"]?.string } ?? []
        // A wrong key is answered with 400, like any other wrong argument.
        if reasons.contains("API_KEY_INVALID") {
            return ProviderFailure(.unauthenticated, reply, "HTTP \(reply.status)")
        }
        if reply.status == 404, error?["message"]?.string?.contains("models/") == true {
            return ProviderFailure(.otherModel, reply, "HTTP \(reply.status)")
        }
        return ProviderFailure(refusal: reply)
    }
}
