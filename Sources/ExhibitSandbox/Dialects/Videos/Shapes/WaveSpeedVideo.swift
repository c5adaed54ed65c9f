import ExhibitJSON
import ExhibitServing

/// WaveSpeed: an envelope around the job, which names its own URL to poll.
struct WaveSpeedVideo: VideoShape {
    let name = "wavespeed"
    let words = StateWords(queued: "created", running: "processing", cancelled: "failed", expired: "failed")

    func polled(_ report: VideoReport) -> JSONObject {
        let poll = "\(report.origin)/api/v3/predictions/\(report.task.id)/result"
        return [
            "code": 200, "message": "success",
            "data": [
                "id": report.id, "model": report.model, "status": report.word, "urls": ["get": .string(poll)],
                "outputs": report.url.map { [.string($0)] } ?? [],
                "error": .string(report.failure?.message ?? ""), "has_nsfw_contents": [],
            ],
        ]
    }

    func refusal(_ refusal: Refusal) -> ServerReply {
        JSONReply.reply(["code": .int(refusal.status), "message": .string(refusal.message)], status: refusal.status)
    }
}
