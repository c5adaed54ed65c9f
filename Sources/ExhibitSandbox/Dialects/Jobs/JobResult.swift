import ExhibitJSON
import ExhibitServing

/// What `GET /jobs/{id}/result` answers: the bytes once they are there.
struct JobResult {
    let task: SandboxTask<JobOrder>
    let board: TaskBoard<JobOrder>
    let uploads: Uploads

    func reply() throws(Refusal) -> ServerReply {
        switch task.phase {
        case .queued, .running:
            return JSONReply.reply(.object(JobStatus(task: task, board: board).brief), status: 202)
        case .failed(let failure): throw Refusal(status: 410, message: "Job failed: \(failure.message)")
        case .cancelled: throw Refusal(status: 410, message: "Job was cancelled")
        case .expired: throw Refusal(status: 404, message: "")
        case .completed: return try file()
        }
    }

    private func file() throws(Refusal) -> ServerReply {
        let input = try picture(task.work.inputImage)
        let mask = try picture(task.work.maskImage)
        let medium = medium(input, mask)
        let seed = task.work.seed(of: task.id)
        return ServerReply(
            status: 200,
            headers: [
                ("Content-Type", medium.mediaType), ("X-Source", task.source), ("X-Seed", String(seed)),
                ("X-Model", task.work.model),
                (
                    "Content-Disposition",
                    "attachment; filename=\"openclaw_\(task.id.prefix(8)).\(medium.fileExtension)\""
                ),
            ],
            body: medium.bytes
        )
    }

    private func medium(_ input: InputImage?, _ mask: InputImage?) -> Medium {
        let work = task.work
        let (width, height) = work.size(of: input)
        let subject = "\(work.prompt) \(work.model) \(work.seed(of: task.id))"
        if work.isVideo {
            let video = AnimatedWebP(prompt: subject, width: width, height: height, frames: 80, milliseconds: 5000)
            return Medium.webp(video.bytes()).befallen(by: task.orders)
        }
        let drawn = DrawnPicture(
            prompt: subject,
            width: width,
            height: height,
            inputs: input.map { [$0] } ?? [],
            mask: mask,
            orders: task.orders
        )
        return .png(drawn.png())
    }

    /// A name that was never uploaded is found out only here, as it is behind the real server.
    private func picture(_ name: String?) throws(Refusal) -> InputImage? {
        guard let name else { return nil }
        guard let bytes = uploads[name] else {
            throw Refusal(status: 410, message: "Job failed: Invalid image file: \(name)")
        }
        do throws(Refusal) {
            return try InputImage(bytes, param: name)
        } catch {
            throw Refusal(status: 410, message: "Job failed: cannot identify image file '\(name)'")
        }
    }
}
