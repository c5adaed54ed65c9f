import ExhibitJSON
import ExhibitServing

/// Video jobs of every shape: made in one place, asked after in another, and shown as their shape has it.
struct VideoDesk: Sendable {
    let board = TaskBoard<VideoJob>(prefix: "video_")
    let links: MediaLinks

    func make(_ call: Call, _ shape: any VideoShape) throws(Refusal) -> ServerReply {
        try shape.check(call.request)
        let job = try VideoJob(call, shape: VideoShapes.named(by: call.body.text("model")) ?? shape)
        var task = board.add(job, orders: call.orders, created: call.time)
        if job.shape.canWait, call.request.header("Prefer")?.hasPrefix("wait") == true {
            task = board.change(task.id) { $0.finish() } ?? task
        }
        let report = report(task)
        return reply(job.shape.submitted(report), report, status: job.shape.submitStatus)
    }

    func ask(_ call: Call) throws(Refusal) -> ServerReply {
        guard let task = board.poll(call.parameters[0]) else { throw Self.unknown(call.parameters[0]) }
        return try call.befallen(.poll, of: task.orders, task.id) {
            let report = report(task)
            return reply(task.work.shape.polled(report), report, status: 200)
        }
    }

    func content(_ call: Call) throws(Refusal) -> ServerReply {
        let id = call.parameters[0]
        guard let task = board[id], task.phase != .expired else { throw Self.unknown(id) }
        guard task.phase == .completed else {
            throw Refusal(
                status: 404,
                message: "Video is not ready yet, use GET /v1/videos/{video_id} to check status."
            )
        }
        return try call.befallen(.result, of: task.orders, id) { () throws(Refusal) in
            let medium: Medium
            switch call.query("variant") ?? "video" {
            case "video": medium = task.work.film.befallen(by: task.orders)
            case "thumbnail": medium = task.work.thumbnail
            default: throw .invalid("variant", "The sandbox has the variants video and thumbnail.")
            }
            return ServerReply(status: 200, headers: [("Content-Type", medium.mediaType)], body: medium.bytes)
        }
    }

    func remove(_ call: Call) throws(Refusal) -> ServerReply {
        guard let task = board[call.parameters[0]] else { throw Self.unknown(call.parameters[0]) }
        board.remove(task.id)
        return JSONReply.reply(["id": .string(task.id), "object": "video.deleted", "deleted": true])
    }

    func cancel(_ call: Call) throws(Refusal) -> ServerReply {
        guard let task = board.change(call.parameters[0], { $0.isCancelled = true }) else {
            throw Self.unknown(call.parameters[0])
        }
        let report = report(task)
        return reply(task.work.shape.polled(report), report, status: 200)
    }

    func remix(_ call: Call) throws(Refusal) -> ServerReply {
        guard let task = board[call.parameters[0]] else { throw Self.unknown(call.parameters[0]) }
        guard !call.body.prompt.isEmpty else { throw .missing("prompt") }
        let job = VideoJob(remixing: task.work, of: task.id, prompt: call.body.prompt)
        let report = report(board.add(job, orders: call.orders, created: call.time))
        return reply(job.shape.submitted(report), report, status: job.shape.submitStatus)
    }

    func list(_ call: Call) -> ServerReply {
        let tasks = board.all.reversed()
        let data = tasks.map { JSONValue.object(OpenAIVideo().polled(report($0))) }
        return JSONReply.reply([
            "object": "list", "data": .array(data), "first_id": data.first?["id"] ?? .null,
            "last_id": data.last?["id"] ?? .null, "has_more": false,
        ])
    }

    private func reply(_ body: JSONObject, _ report: VideoReport, status: Int) -> ServerReply {
        var reply = JSONReply.reply(.object(body), status: status)
        reply.headers += report.job.shape.headers(report)
        return reply
    }

    /// The film is made when an answer first has to say where it lies, and stays there.
    private func report(_ task: SandboxTask<VideoJob>) -> VideoReport {
        var url = task.reference
        if url == nil, task.phase == .completed, task.work.shape.hasURL {
            let film = task.work.film.befallen(by: task.orders)
            let made = links.ordered(task.orders, film, subject: task.id) ?? links.url(of: film)
            url = board.change(task.id) { $0.reference = $0.reference ?? made }?.reference
        }
        return VideoReport(task: task, url: url, origin: links.origins.url(.main, ""))
    }

    private static func unknown(_ id: String) -> Refusal {
        Refusal(status: 404, message: "Video with id '\(id)' not found.", param: "id", code: "video_not_found")
    }
}
