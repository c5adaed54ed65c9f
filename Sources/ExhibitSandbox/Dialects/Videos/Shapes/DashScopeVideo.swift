import ExhibitJSON
import ExhibitServing

/// Alibaba DashScope: everything about the job lies in `output`, errors at the top.
struct DashScopeVideo: VideoShape {
    let name = "dashscope"
    let words = StateWords(
        queued: "PENDING",
        running: "RUNNING",
        completed: "SUCCEEDED",
        failed: "FAILED",
        cancelled: "CANCELED",
        expired: "UNKNOWN"
    )

    func check(_ request: ServerRequest) throws(Refusal) {
        guard request.header("X-DashScope-Async") != "enable" else { return }
        throw Refusal(
            status: 403,
            message: "current user api does not support synchronous calls.",
            code: "AccessDenied"
        )
    }

    func polled(_ report: VideoReport) -> JSONObject {
        var output: JSONObject = ["task_id": report.id, "task_status": report.word]
        var body: JSONObject = ["request_id": .string(PictureSeed(report.task.id).hex)]
        if let failure = report.failure {
            output["code"] = .string(failure.code)
            output["message"] = .string(failure.message)
        }
        if let url = report.url {
            output["video_url"] = .string(url)
            body["usage"] = ["video_count": 1, "video_duration": .int(report.job.seconds)]
        }
        body["output"] = .object(output)
        return body
    }

    func refusal(_ refusal: Refusal) -> ServerReply {
        JSONReply.reply(
            [
                "code": .string(refusal.code ?? "InternalError"), "message": .string(refusal.message),
                "request_id": .string(PictureSeed(refusal.message).hex),
            ],
            status: refusal.status
        )
    }
}
