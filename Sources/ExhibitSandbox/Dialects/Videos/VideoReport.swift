import ExhibitJSON

/// A video job as an answer shows it.
struct VideoReport {
    let task: SandboxTask<VideoJob>
    /// Where the film lies, once it does.
    let url: String?
    /// Of the sandbox.
    let origin: String

    var job: VideoJob { task.work }
    var id: JSONValue { .string(task.id) }
    var model: JSONValue { .string(job.model) }
    var word: JSONValue { .string(job.shape.words.word(for: task)) }
    var isDone: Bool { task.phase == .completed }

    var failure: TaskFailure? {
        if case .failed(let failure) = task.phase { failure } else { nil }
    }

    /// In percent.
    var progress: Int {
        switch task.phase {
        case .running(let progress): progress
        case .completed, .expired: 100
        default: 0
        }
    }

    /// Unix seconds; the sandbox works no longer than a second.
    var completed: JSONValue { isDone || task.phase == .expired ? .int(task.created + 1) : .null }

    func error(code: JSONValue? = nil) -> JSONValue {
        guard let failure else { return .null }
        return ["code": code ?? .string(failure.code), "message": .string(failure.message)]
    }
}
