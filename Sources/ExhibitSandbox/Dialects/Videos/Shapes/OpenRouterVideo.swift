import ExhibitJSON
import ExhibitServing

/// OpenRouter: a relative URL to poll, content that needs the key, and an error that is a sentence.
struct OpenRouterVideo: VideoShape {
    let name = "openrouter"
    let words = StateWords(queued: "pending")

    func submitted(_ report: VideoReport) -> JSONObject { head(report) }

    func polled(_ report: VideoReport) -> JSONObject {
        var body = head(report)
        if let url = report.url {
            let content = "\(report.origin)/api/v1/videos/\(report.task.id)/content?index=0"
            // A fault about references is about the one that needs no key.
            body["urls"] = [.string(url)]
            body["unsigned_urls"] = [.string(content)]
            body["usage"] = ["cost": Price.dollars(tenThousandths: 2500), "is_byok": false]
        }
        if let failure = report.failure { body["error"] = .string(failure.message) }
        return body
    }

    func refusal(_ refusal: Refusal) -> ServerReply {
        let error: JSONValue = ["code": .int(refusal.status), "message": .string(refusal.message)]
        return JSONReply.reply(["error": error], status: refusal.status)
    }

    private func head(_ report: VideoReport) -> JSONObject {
        [
            "id": report.id, "generation_id": .string("gen-\(report.task.id)"),
            "polling_url": .string("/api/v1/videos/\(report.task.id)"), "status": report.word,
        ]
    }
}
