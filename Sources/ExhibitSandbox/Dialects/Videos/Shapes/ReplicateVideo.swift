import ExhibitJSON
import ExhibitServing

/// Replicate: a prediction with URLs of its own; errors follow RFC 7807.
struct ReplicateVideo: VideoShape {
    let name = "replicate"
    let canWait = true
    let words = StateWords(
        queued: "starting",
        running: "processing",
        completed: "succeeded",
        cancelled: "canceled",
        expired: "succeeded"
    )

    func polled(_ report: VideoReport) -> JSONObject {
        let own = "\(report.origin)/v1/predictions/\(report.task.id)"
        return [
            "id": report.id, "model": report.model, "version": "sandbox", "input": .object(report.job.input),
            "status": report.word, "output": report.url.map { .string($0) } ?? .null, "logs": "",
            "error": report.failure.map { .string($0.message) } ?? .null,
            "urls": ["get": .string(own), "cancel": .string(own + "/cancel")],
        ]
    }

    func refusal(_ refusal: Refusal) -> ServerReply {
        JSONReply.reply(
            [
                "type": "about:blank", "title": .string(refusal.code ?? "error"), "status": .int(refusal.status),
                "detail": .string(refusal.message), "instance": "/v1/predictions",
            ],
            status: refusal.status
        )
    }
}
