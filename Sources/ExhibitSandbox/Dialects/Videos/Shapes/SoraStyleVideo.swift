import ExhibitJSON

/// New-api in the form of OpenAI's object: milliseconds, a second name for the id, and the URL in `metadata`.
struct SoraStyleVideo: VideoShape {
    let name = "sora"
    let words = StateWords(cancelled: "failed", expired: "failed")

    func polled(_ report: VideoReport) -> JSONObject {
        let job = report.job
        var body: JSONObject = [
            "id": report.id, "task_id": report.id, "object": "video", "model": report.model, "status": report.word,
            "progress": .int(report.progress), "created_at": .int(report.task.created * 1000),
            "seconds": .string(String(job.seconds)), "size": .string("\(job.width)x\(job.height)"),
        ]
        if let completed = report.completed.int { body["completed_at"] = .int(completed * 1000) }
        if let url = report.url {
            body["metadata"] = ["url": .string(url)]
            body["usage"] = ["completion_tokens": 108_900, "total_tokens": 108_900]
        }
        if report.failure != nil { body["error"] = report.error() }
        return body
    }
}
