import ExhibitJSON

/// Volcengine Ark, where Seedance is.
struct ArkVideo: VideoShape {
    let name = "ark"
    let words = StateWords(running: "running", completed: "succeeded")

    func submitted(_ report: VideoReport) -> JSONObject { ["id": report.id] }

    func polled(_ report: VideoReport) -> JSONObject {
        var body: JSONObject = [
            "id": report.id, "model": report.model, "status": report.word, "created_at": .int(report.task.created),
            "updated_at": .int(report.task.created + report.task.polls),
        ]
        if let url = report.url {
            body["content"] = ["video_url": .string(url)]
            body["usage"] = ["completion_tokens": 108_900, "total_tokens": 108_900]
        }
        if report.failure != nil { body["error"] = report.error() }
        return body
    }
}
