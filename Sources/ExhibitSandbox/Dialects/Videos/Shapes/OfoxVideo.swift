import ExhibitJSON

/// Ofox: 202 for the job, and an absolute URL to poll.
struct OfoxVideo: VideoShape {
    let name = "ofox"
    let submitStatus = 202

    func polled(_ report: VideoReport) -> JSONObject {
        var body: JSONObject = [
            "id": report.id, "object": "video", "model": report.model, "status": report.word,
            "created_at": .int(report.task.created),
            "polling_url": .string("\(report.origin)/v1/videos/\(report.task.id)"),
        ]
        if let url = report.url { body["unsigned_urls"] = [.string(url)] }
        if report.failure != nil { body["error"] = report.error() }
        return body
    }
}
