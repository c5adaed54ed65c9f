import ExhibitJSON

/// OpenAI's video object: without any URL, the film is at `/content`.
struct OpenAIVideo: VideoShape {
    let name = "openai"
    let hasURL = false
    // Expired is no state of its own: the content is gone.
    let words = StateWords(cancelled: "failed", expired: "completed")

    func polled(_ report: VideoReport) -> JSONObject {
        let job = report.job
        return [
            "id": report.id, "object": "video", "model": report.model, "status": report.word,
            "progress": .int(report.progress), "created_at": .int(report.task.created),
            "completed_at": report.completed,
            "expires_at": report.completed.int.map { .int(report.task.phase == .expired ? $0 : $0 + 3600) } ?? .null,
            "prompt": .string(job.prompt), "size": .string("\(job.width)x\(job.height)"),
            "seconds": .string(String(job.seconds)),
            "remixed_from_video_id": job.remixedFrom.map { .string($0) } ?? .null,
            "error": report.task.phase == .cancelled
                ? ["code": "cancelled", "message": "The job was cancelled."] : report.error(),
        ]
    }

    func headers(_ report: VideoReport) -> [(String, String)] {
        [("openai-poll-after-ms", String(report.task.orders[.pollAfter]?.number ?? 50))]
    }
}
