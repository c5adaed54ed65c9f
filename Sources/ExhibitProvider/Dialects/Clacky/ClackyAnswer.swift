import ExhibitJSON
import ExhibitModel

/// What the server's answers about something that is made mean.
enum ClackyAnswer {
    /// Where a job remembers the folder that its film goes into.
    static let folder = "output_dir"

    /// A successful answer to the request: the file, or the task that will make it.
    static func made(
        _ reply: Reply,
        _ kind: ClackyKind,
        _ memory: [String: String],
        _ endpoint: ProviderEndpoint
    ) -> Step {
        if let media = media(reply, kind) { return done(media, reply, memory, endpoint) }
        guard let task = reply.value?["task_id"]?.string, !task.isEmpty else {
            return .fail(ProviderFailure(withoutMedia: reply))
        }
        return .follow(Job(id: task, memory: memory), report(reply))
    }

    /// The answer to a question about a task, which is 200 whatever it says.
    static func status(_ reply: Reply, _ kind: ClackyKind, _ job: Job, _ endpoint: ProviderEndpoint) -> Step {
        guard reply.isSuccess else { return .fail(ProviderFailure(refusal: reply)) }
        let report = report(reply)
        switch report.state {
        case .queued, .running, .unknown: return .follow(job, report)
        case .succeeded:
            guard let media = media(reply, kind) else { return .fail(ProviderFailure(withoutMedia: reply)) }
            return done(media, reply, job.memory, endpoint, report)
        case .failed: return .fail(ProviderFailure(.jobFailed, reply, "the task failed"))
        case .cancelled: return .fail(ProviderFailure(.jobCancelled, reply, "the task was cancelled"))
        case .expired: return .fail(ProviderFailure(.jobExpired, reply, "the task has expired"))
        }
    }

    private static func done(
        _ media: MediaReference,
        _ reply: Reply,
        _ memory: [String: String],
        _ endpoint: ProviderEndpoint,
        _ report: JobReport? = nil
    ) -> Step {
        let said = Echoed(reply)
        return .done(
            [media],
            // Whatever the server names, it did not make it itself.
            echoed: Echoed(model: said.model, size: said.size, costUSD: said.costUSD, source: "proxied"),
            usage: reply.value.flatMap(Echoed.usage),
            check: ClackyDialect.typesRequest(endpoint, .check(memory: memory)),
            report: report
        )
    }

    /// A path on this machine, or a URL when the service behind the server answered with one.
    private static func media(_ reply: Reply, _ kind: ClackyKind) -> MediaReference? {
        guard let text = reply.value?[kind.rawValue]?.string else { return nil }
        let pointer = "/" + kind.rawValue
        if text.hasPrefix("/") { return MediaReference(pointer: pointer, kind: .localFile(text), written: text) }
        if EndpointURL.hasScheme(text) { return MediaReference(pointer: pointer, kind: .url(text), written: text) }
        guard text.prefix(5).lowercased() == "data:", let type = DataURL.mediaType(of: text) else { return nil }
        return MediaReference(pointer: pointer, kind: .dataURL(mediaType: type.isEmpty ? nil : type))
    }

    private static func report(_ reply: Reply) -> JobReport {
        let value = reply.value
        return JobReport(raw: ProviderText.line(value?["status"]?.string ?? value?["error_type"]?.string ?? ""))
    }
}
