import ExhibitJSON
import ExhibitServing

/// OpenClacky's local server: it writes files where the client wants them, and answers with their paths.
///
/// It has no keys. Because it writes, it takes JSON alone, which no web page can send it unasked.
struct ClackyDialect: Dialect {
    private let tasks = TaskBoard<ClackyFilm>(prefix: "cgt-")
    let links: MediaLinks

    var routes: [Route] {
        [
            Route("GET", "/api/media/types", .lists) { call in ClackyTypes.reply(call.orders) },
            Route("POST", "/api/media/image", .makes, image),
            Route("POST", "/api/media/video", .makes, video),
            Route("GET", "/api/media/video/status", .asks, status),
            Route("POST", "/api/media/audio/speech", .makes, speech),
        ]
    }

    func admits(_ request: ServerRequest, key: String) -> Bool { true }

    func refusal(_ refusal: Refusal, to request: ServerRequest) -> ServerReply { ClackyFailure(refusal).reply }

    private func image(_ call: Call) throws(Refusal) -> ServerReply {
        let asked = try ClackyRequest(call, subject: "prompt", kind: .image)
        let (width, height) = asked.pictureSize
        let png = DrawnPicture(
            prompt: asked.text,
            width: width,
            height: height,
            inputs: asked.inputs,
            orders: call.orders
        ).png()
        var place = links.ordered(call.orders, .png(png), subject: asked.text)
        if place == nil { place = try asked.write(.png(png), prefix: "img") }
        return asked.reply([
            ("image", place.map { .string($0) } ?? .null), ("prompt", .string(asked.text)),
            ("aspect_ratio", .string(asked.aspectRatio)),
            ("size", .string("\(width)x\(height)")),
        ])
    }

    private func video(_ call: Call) throws(Refusal) -> ServerReply {
        let asked = try ClackyRequest(call, subject: "prompt", kind: .video)
        let film = ClackyFilm(asked: asked, seconds: try asked.seconds())
        guard call.orders[.seedance] == nil else {
            let task = tasks.add(film, orders: call.orders, created: call.time)
            return JSONReply.reply([
                "success": true, "status": "submitted", "task_id": .string(task.id), "provider": "volcengine",
                "model": .string(asked.model),
            ])
        }
        let place = try asked.write(film.medium.befallen(by: call.orders), prefix: "vid")
        return asked.reply([
            ("video", .string(place)), ("prompt", .string(asked.text)), ("aspect_ratio", .string(asked.aspectRatio)),
            ("duration_seconds", .int(film.seconds)),
        ])
    }

    /// Always 200; the film is written into the folder that this request names, else into the first one's.
    private func status(_ call: Call) throws(Refusal) -> ServerReply {
        guard let id = call.query("task_id"), !id.isEmpty else { throw ClackyFailure.missing("task_id") }
        guard let task = tasks.poll(id) else {
            return JSONReply.reply(ClackyFailure.body("task not found: \(id)", "polling_failed", status: "failed"))
        }
        return try call.befallen(.poll, of: task.orders, id) { () throws(Refusal) in
            switch task.phase {
            case .queued, .running: return JSONReply.reply(["success": true, "status": "running"])
            case .completed: return try finished(task, folder: call.query("output_dir"))
            case .failed(let failure):
                return JSONReply.reply(ClackyFailure.body(failure.message, "task_failed", status: "failed"))
            case .cancelled, .expired:
                return JSONReply.reply(ClackyFailure.body("the task is gone", "task_failed", status: "failed"))
            }
        }
    }

    /// The film is written once.
    private func finished(_ task: SandboxTask<ClackyFilm>, folder: String?) throws(Refusal) -> ServerReply {
        var place = task.reference
        if place == nil {
            let film = task.work.medium.befallen(by: task.orders)
            place = try task.work.asked.write(film, prefix: "vid", to: folder)
            _ = tasks.change(task.id) { $0.reference = place }
        }
        return JSONReply.reply([
            "success": true, "status": "succeeded", "video": place.map { .string($0) } ?? .null,
        ])
    }

    private func speech(_ call: Call) throws(Refusal) -> ServerReply {
        let asked = try ClackyRequest(call, subject: "input", kind: .audio)
        let wav = SoundFile.wav(SandboxSpeech(text: asked.text).samples())
        let medium = Medium(bytes: wav, mediaType: "audio/wav", fileExtension: "wav").befallen(by: call.orders)
        let place = try asked.write(medium, prefix: "tts")
        return asked.reply([
            ("audio", .string(place)), ("input", .string(asked.text)),
            ("voice", .string(call.body.text("voice") ?? "Kore")), ("mime_type", "audio/wav"),
        ])
    }
}
