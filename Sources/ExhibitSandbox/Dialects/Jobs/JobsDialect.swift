import ExhibitJSON
import ExhibitServing
import Synchronization

/// The jobs API: a queue before one GPU, after which a client asks until its picture is there.
///
/// It has no keys.
final class JobsDialect: Dialect {
    let board = TaskBoard<JobOrder>(prefix: "")
    let uploads = Uploads()
    let isPaused = Mutex(false)

    var routes: [Route] {
        [
            Route("POST", "/upload", .makes, upload),
            Route("POST", "/jobs", .makes, submit),
            Route("GET", "/jobs/{}", .asks, status),
            Route("GET", "/jobs/{}/result", .asks, result),
            Route("DELETE", "/jobs/{}", .asks, cancel),
            Route("GET", "/models", .lists) { _ in JobsLists.models },
            Route("GET", "/health", .lists) { [self] _ in JobsLists.health(paused: paused, board) },
            Route("POST", "/gpu/pause", .lists) { [self] _ in pause(true) },
            Route("POST", "/gpu/resume", .lists) { [self] _ in pause(false) },
        ]
    }

    func admits(_ request: ServerRequest, key: String) -> Bool { true }

    /// FastAPI's form: a sentence, or a list of what is wrong with which field.
    func refusal(_ refusal: Refusal, to request: ServerRequest) -> ServerReply {
        switch refusal {
        case .unreadableJSON, .unreadableForm:
            let item: JSONValue = [
                "type": "json_invalid", "loc": ["body", 0], "msg": "JSON decode error", "input": [:],
                "ctx": ["error": "Expecting value"],
            ]
            return JSONReply.reply(["detail": [item]], status: 422)
        default: return JSONReply.reply(["detail": .string(Self.sentence(refusal))], status: refusal.status)
        }
    }

    private static func sentence(_ refusal: Refusal) -> String {
        switch refusal.status {
        case 429: "Job queue is full"
        case 503: "GPU is paused and no cloud fallback is configured"
        case 404: "Job not found"
        default: refusal.message
        }
    }

    private var paused: Bool { isPaused.withLock { $0 } }

    private func pause(_ value: Bool) -> ServerReply {
        isPaused.withLock { $0 = value }
        return JSONReply.reply([
            "gpu_paused": .bool(value), "message": .string(value ? "GPU paused" : "GPU resumed"),
            "queued_jobs": .int(JobsLists.queued(board).count),
        ])
    }

    private func upload(_ call: Call) throws(Refusal) -> ServerReply {
        guard let file = call.body.files.first(where: { $0.name == "image" }) else {
            return JobsCheck.invalid("missing", "image", "Field required", input: .null)
        }
        return JSONReply.reply(["filename": .string(uploads.keep(file))])
    }

    private func submit(_ call: Call) throws(Refusal) -> ServerReply {
        guard !paused else { throw Refusal(status: 503, message: "") }
        let checked = JobsCheck(call.body)
        if let refusal = checked.refusal { return refusal }
        JobsExpiry.sweep(board)
        guard board.all.count < JobsExpiry.limit else { throw Refusal(status: 429, message: "") }
        var order = checked.order
        order.load(from: uploads)
        let task = board.add(order, orders: call.orders, created: call.time, digits: 32, fate: order.problem)
        return JSONReply.reply([
            "job_id": .string(task.id), "status": "queued", "position": .int(JobsLists.queued(board).count),
            "created_at": .string(task.work.created),
        ])
    }

    private func status(_ call: Call) throws(Refusal) -> ServerReply {
        let task = try polled(call)
        return try call.befallen(.poll, of: task.orders, task.id) { JobStatus(task: task, board: board).reply() }
    }

    private func result(_ call: Call) throws(Refusal) -> ServerReply {
        let task = try polled(call)
        let isEnded = task.pollsAtEnd > 0 || task.isCancelled
        return try call.befallen(isEnded ? .result : .poll, of: task.orders, task.id) { () throws(Refusal) in
            try JobResult(task: task, board: board).reply()
        }
    }

    private func cancel(_ call: Call) throws(Refusal) -> ServerReply {
        guard let task = board[call.parameters[0]] else { throw Refusal(status: 404, message: "") }
        guard task.phase == .queued else {
            let word = JobStatus.words.word(for: task)
            throw Refusal(status: 409, message: "Cannot cancel job in '\(word)' state")
        }
        _ = board.change(task.id) { $0.isCancelled = true }
        return JSONReply.reply(["job_id": .string(task.id), "status": "cancelled"])
    }

    /// The job, one poll further; a record that expired is as good as none.
    private func polled(_ call: Call) throws(Refusal) -> SandboxTask<JobOrder> {
        guard let task = board.poll(call.parameters[0]), task.phase != .expired || task.pollsAtEnd == 1 else {
            throw Refusal(status: 404, message: "")
        }
        return task
    }
}
