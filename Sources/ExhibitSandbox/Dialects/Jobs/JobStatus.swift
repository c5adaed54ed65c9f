import ExhibitJSON
import ExhibitServing

/// What `GET /jobs/{id}` answers.
struct JobStatus {
    let task: SandboxTask<JobOrder>
    let board: TaskBoard<JobOrder>

    /// An expired job was completed when it was last seen.
    static let words = StateWords(running: "processing", expired: "completed")

    /// Of job, position and state alone, as a result that is not there yet shows it.
    var brief: JSONObject {
        ["job_id": .string(task.id), "status": .string(Self.words.word(for: task)), "position": .int(position)]
    }

    func reply() -> ServerReply {
        var status = brief
        let isRunning = task.phase != .queued
        let isOver = task.pollsAtEnd > 0 || task.isCancelled
        status["created_at"] = .string(task.work.created)
        status["started_at"] = isRunning && !task.isCancelled ? .string(task.work.created) : .null
        status["completed_at"] = isOver && task.orders[.jobStuck] == nil ? .string(ISOTime.now) : .null
        status["error"] = .null
        switch task.phase {
        case .failed(let failure): status["error"] = .string(failure.message)
        case .completed, .expired:
            status["source"] = .string(task.source)
            status["seed"] = .int(task.work.seed(of: task.id))
        default: break
        }
        return JSONReply.reply(.object(status))
    }

    /// 1-based in the queue, 0 while it is processed, -1 afterwards.
    private var position: Int {
        switch task.phase {
        case .queued: (JobsLists.queued(board).firstIndex { $0.id == task.id } ?? 0) + 1
        case .running: 0
        default: -1
        }
    }
}

extension SandboxTask<JobOrder> {
    /// Where it was made: this machine's GPU, or a cloud that stands in for it.
    var source: String { orders[.cloud] == nil ? "local" : "fal.ai" }
}
