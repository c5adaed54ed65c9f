import ExhibitJSON

/// Huawei MaaS: an `error` of code 0 comes with every success.
struct HuaweiVideo: VideoShape {
    let name = "huawei"
    let words = StateWords(running: "running", completed: "succeeded", cancelled: "failed", expired: "timeout")

    func submitted(_ report: VideoReport) -> JSONObject {
        ["task_id": report.id, "error": Self.none]
    }

    func polled(_ report: VideoReport) -> JSONObject {
        var body: JSONObject = [
            "task_id": report.id, "status": report.word, "created_at": .int(report.task.created),
            "error": report.failure == nil ? Self.none : report.error(code: 5001),
        ]
        if let url = report.url { body["content"] = ["result_url": .string(url)] }
        return body
    }

    private static let none: JSONValue = ["code": 0, "message": ""]
}
