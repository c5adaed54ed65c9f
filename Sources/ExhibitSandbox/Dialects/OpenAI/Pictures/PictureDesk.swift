import ExhibitJSON
import ExhibitServing

/// Pictures of the OpenAI dialect: at once, as a stream, or as a job to ask after.
struct PictureDesk: Sendable {
    /// A model of this name is asynchronous without any fault.
    static let asynchronousModel = "sandbox-image-async"

    private let jobs = TaskBoard<PictureWork>(prefix: "task-")
    let links: MediaLinks

    var routes: [Route] {
        [
            Route("POST", "*/images/generations", .makes) { call throws(Refusal) in try make(call, isEdit: false) },
            Route("POST", "*/images/edits", .makes) { call throws(Refusal) in try make(call, isEdit: true) },
            Route("GET", "*/images/generations/{}", .asks, ask),
            Route("GET", "*/images/edits/{}", .asks, ask),
            // Where the gateway whose mark the answer carries keeps its tasks.
            Route("GET", "/v1/tasks/{}", .asks, ask),
        ]
    }

    private func make(_ call: Call, isEdit: Bool) throws(Refusal) -> ServerReply {
        let asked = try PictureRequest(RequestForm(call.body), isEdit: isEdit, strict: call.strict)
        let work = PictureWork(asked: asked, orders: call.orders, links: links, created: call.time)
        if call.orders[.async] != nil || asked.model == Self.asynchronousModel {
            let task = jobs.add(work, orders: call.orders, created: call.time)
            return JSONReply.reply(.object(state(task, "queued", progress: 0)))
        }
        return asked.streams ? PictureStream(work: work).reply() : JSONReply.reply(PictureReply(work: work).body())
    }

    private func ask(_ call: Call) throws(Refusal) -> ServerReply {
        guard let task = jobs.poll(call.parameters[0]) else {
            throw Refusal(status: 404, message: "No task has this id.", code: "task_not_found")
        }
        return try call.befallen(.poll, of: task.orders, task.id) { answer(task) }
    }

    private func answer(_ task: SandboxTask<PictureWork>) -> ServerReply {
        let words = StateWords(running: "processing")
        let word = words.word(for: task)
        switch task.phase {
        case .completed:
            let reply = PictureReply(work: task.work, preface: state(task, word, progress: 100))
            return JSONReply.reply(reply.body())
        case .failed(let failure):
            var state = state(task, word, progress: 0)
            state["error"] = ["code": .string(failure.code), "message": .string(failure.message)]
            return JSONReply.reply(.object(state))
        case .running(let progress): return JSONReply.reply(.object(state(task, word, progress: progress)))
        default: return JSONReply.reply(.object(state(task, word, progress: 0)))
        }
    }

    private func state(_ task: SandboxTask<PictureWork>, _ word: String, progress: Int) -> JSONObject {
        [
            "id": .string(task.id), "task_id": .string(task.id), "object": "image.generation.task",
            "model": task.work.asked.model.map { .string($0) } ?? nil, "status": .string(word),
            "progress": .int(progress), "created": .int(task.created),
        ]
    }
}
