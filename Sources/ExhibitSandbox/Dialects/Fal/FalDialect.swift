import ExhibitJSON
import ExhibitServing

/// The queue of fal.ai, below `/fal`: submit, ask `status_url`, fetch `response_url`.
struct FalDialect: Dialect {
    private let board = TaskBoard<FalWork>(prefix: "")
    let links: MediaLinks

    private static let words = StateWords(
        queued: "IN_QUEUE",
        running: "IN_PROGRESS",
        completed: "COMPLETED",
        failed: "COMPLETED",
        cancelled: "COMPLETED",
        expired: "COMPLETED"
    )

    var routes: [Route] {
        [
            Route("POST", "/fal/{}/{}", .makes, submit),
            Route("POST", "/fal/{}/{}/**", .makes, submit),
            Route("GET", "/fal/{}/{}/requests/{}/status", .asks, status),
            Route("GET", "/fal/{}/{}/requests/{}", .asks, response),
            Route("PUT", "/fal/{}/{}/requests/{}/cancel", .asks, cancel),
        ]
    }

    func admits(_ request: ServerRequest, key: String) -> Bool {
        request.header("Authorization") == "Key \(key)"
    }

    func refusal(_ refusal: Refusal, to request: ServerRequest) -> ServerReply {
        JSONReply.reply(["detail": .string(refusal.message)], status: refusal.status)
    }

    private func submit(_ call: Call) throws(Refusal) -> ServerReply {
        let task = board.add(try FalWork(call), orders: call.orders, created: call.time, digits: 32)
        var body = state(task)
        body["cancel_url"] = .string(url(task) + "/cancel")
        return JSONReply.reply(.object(body))
    }

    /// 202 until the request is through, for better or worse: that is for the response to say.
    private func status(_ call: Call) throws(Refusal) -> ServerReply {
        guard let task = board.poll(call.parameters[2]) else { throw Self.unknown }
        return try call.befallen(.poll, of: task.orders, task.id) {
            var body = state(task)
            if call.query("logs") == "1" {
                body["logs"] = [["message": "drawing", "level": "INFO", "timestamp": .string(ISOTime.now)]]
            }
            let isOpen =
                switch task.phase {
                case .queued, .running: true
                default: false
                }
            if !isOpen { body["metrics"] = ["inference_time": 1] }
            return JSONReply.reply(.object(body), status: isOpen ? 202 : 200)
        }
    }

    private func response(_ call: Call) throws(Refusal) -> ServerReply {
        guard let task = board[call.parameters[2]] else { throw Self.unknown }
        return try call.befallen(.result, of: task.orders, task.id) { () throws(Refusal) in
            switch task.phase {
            case .queued, .running: throw Refusal(status: 400, message: "Request is still in progress")
            case .failed(.moderation): return Self.moderated(task.work.prompt)
            case .failed(let failure): throw Refusal(status: 500, message: failure.message)
            case .cancelled: throw Refusal(status: 499, message: "Request was cancelled")
            case .expired: throw Self.unknown
            case .completed: return JSONReply.reply(.object(task.work.output(task, links)))
            }
        }
    }

    private func cancel(_ call: Call) throws(Refusal) -> ServerReply {
        guard let task = board[call.parameters[2]] else {
            return JSONReply.reply(["status": "NOT_FOUND"], status: 404)
        }
        switch task.phase {
        case .queued, .running:
            _ = board.change(task.id) { $0.isCancelled = true }
            return JSONReply.reply(["status": "CANCELLATION_REQUESTED"], status: 202)
        default: return JSONReply.reply(["status": "ALREADY_COMPLETED"], status: 400)
        }
    }

    private func state(_ task: SandboxTask<FalWork>) -> JSONObject {
        var body: JSONObject = [
            "status": .string(Self.words.word(for: task)), "request_id": .string(task.id),
            "response_url": .string(url(task)), "status_url": .string(url(task) + "/status"),
        ]
        if task.phase == .queued { body["queue_position"] = 0 }
        return body
    }

    /// Without the path of the endpoint, as fal leaves it out.
    private func url(_ task: SandboxTask<FalWork>) -> String {
        links.origins.url(.main, "/fal/\(task.work.app)/requests/\(task.id)")
    }

    private static var unknown: Refusal { Refusal(status: 404, message: "Request not found") }

    private static func moderated(_ prompt: String) -> ServerReply {
        let item: JSONValue = [
            "loc": ["body", "prompt"], "msg": "The content could not be processed because it was flagged.",
            "type": "content_policy_violation", "input": ["prompt": .string(prompt)],
        ]
        return JSONReply.reply(["detail": [item]], status: 422)
    }
}
