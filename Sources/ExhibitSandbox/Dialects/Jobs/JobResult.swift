import ExhibitJSON
import ExhibitServing

/// What `GET /jobs/{id}/result` answers: the bytes once they are there.
struct JobResult {
    let task: SandboxTask<JobOrder>
    let board: TaskBoard<JobOrder>

    func reply() throws(Refusal) -> ServerReply {
        switch task.phase {
        case .queued, .running:
            return JSONReply.reply(.object(JobStatus(task: task, board: board).brief), status: 202)
        case .failed(let failure): throw Refusal(status: 410, message: "Job failed: \(failure.message)")
        case .cancelled: throw Refusal(status: 410, message: "Job was cancelled")
        case .expired: throw Refusal(status: 404, message: "")
        case .completed: return file
        }
    }

    private var file: ServerReply {
        let medium = medium
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

    private var medium: Medium {
        let work = task.work
        let (width, height) = work.size
        let subject = "\(work.prompt) \(work.model) \(work.seed(of: task.id))"
        if work.isVideo {
            let video = AnimatedWebP(prompt: subject, width: width, height: height, frames: 80, milliseconds: 5000)
            return Medium.webp(video.bytes()).befallen(by: task.orders)
        }
        let drawn = DrawnPicture(
            prompt: subject,
            width: width,
            height: height,
            inputs: work.input.map { [$0] } ?? [],
            mask: work.mask,
            orders: task.orders
        )
        return .png(drawn.png())
    }
}
