import ExhibitJSON

/// The generic form of the gateway new-api.
struct NewAPIVideo: VideoShape {
    let name = "newapi"

    func submitted(_ report: VideoReport) -> JSONObject {
        ["task_id": report.id, "status": report.word]
    }

    func polled(_ report: VideoReport) -> JSONObject {
        let job = report.job
        var body: JSONObject = ["task_id": report.id, "status": report.word]
        if let url = report.url {
            body["url"] = .string(url)
            body["format"] = "mp4"
            body["metadata"] = [
                "duration": .int(job.seconds), "fps": .int(SandboxVideo.framesPerSecond), "width": .int(job.width),
                "height": .int(job.height), "seed": 20_231_234,
            ]
        }
        if report.failure != nil { body["error"] = report.error(code: 500) }
        return body
    }
}
