import ExhibitArguments
import ExhibitRecord

/// What `queue retry` takes.
struct QueueRetryOptions: Sendable {
    var queue = QueueOptions()
    var tasks: [String] = []
    var failed = false
    var only: Group?
    var retriesUnknown = false

    /// Tasks that ended in one way.
    enum Group: String, CaseIterable, Sendable, ArgumentValue {
        case failed
        case timedOut = "timed_out"
        case cancelled
        case rejected
        case skipped
        case unknown
        case late

        var states: Set<TaskState> {
            switch self {
            case .failed: [.failed]
            case .timedOut: [.timedOut]
            case .cancelled: [.cancelled]
            case .rejected: [.rejected]
            case .skipped: [.skipped]
            case .unknown: [.unknownOutcome]
            case .late: [.orphanLateOutput]
            }
        }
    }

    static let rows: [Parameter<QueueRetryOptions>] =
        [
            .flag("failed", \.failed, "All tasks that failed or timed out.", essential: true),
            .option("only", \.only, "All tasks that ended so.", essential: true),
            .flag(
                "retry-unknown",
                \.retriesUnknown,
                "Send again what may have been billed without an answer.",
                essential: true
            ),
        ] + QueueOptions.rows.map { $0.at(\.queue) }
        + [.argument("tasks", \.tasks, "The tasks, by their keys, or by the start or end of their ids.", value: "TASK")]
}
