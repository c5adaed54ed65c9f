/// How a remote job stands, whatever words its provider uses.
package enum JobState: String, Sendable, Hashable, CaseIterable {
    case queued
    case running
    case succeeded
    case failed
    case cancelled
    case expired
    /// A word that says nothing known: the job is asked for again, and never taken as done.
    case unknown

    /// The words of the providers, compared without case, `-` and blanks as `_`.
    private static let words: [JobState: Set<String>] = [
        .queued: ["queued", "pending", "submitted", "created", "starting", "not_start", "in_queue", "waiting"],
        .running: ["in_progress", "processing", "running", "generating"],
        .succeeded: ["completed", "complete", "succeeded", "success", "ready", "done", "finished"],
        .failed: [
            "failed", "failure", "error", "timeout", "request_moderated", "content_moderated", "task_not_found",
        ],
        .cancelled: ["cancelled", "canceled"],
        .expired: ["expired", "gone"],
    ]

    package init(word: String) {
        let plain = Self.plain(word)
        self = Self.words.first { $0.value.contains(plain) }?.key ?? .unknown
    }

    /// The word as the table has it.
    static func plain(_ word: String) -> String {
        String(word.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
    }

    /// Nothing more will come of asking.
    package var isEnded: Bool {
        switch self {
        case .succeeded, .failed, .cancelled, .expired: true
        case .queued, .running, .unknown: false
        }
    }
}
