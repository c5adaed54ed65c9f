import ExhibitJSON
import ExhibitModel

/// What the queue's answers mean.
enum FalAnswer {
    // Where a job remembers its addresses: they are used as they were given, since they leave out a part of the model's
    // path and cannot be made up.
    static let status = "status_url"
    static let response = "response_url"
    static let cancel = "cancel_url"

    static func request(_ method: String, _ url: String, _ purpose: Purpose) -> ProviderRequest {
        ProviderRequest(
            method: method,
            url: url,
            body: .none,
            purpose: purpose,
            headers: [HeaderField("Accept", "application/json")]
        )
    }

    /// The answer to the request: the job's addresses, or the media itself from a server that makes it at once.
    static func accepted(_ reply: Reply, _ endpoint: ProviderEndpoint) -> Step {
        guard reply.isSuccess else { return .fail(ProviderFailure(refusal: reply)) }
        var memory: [String: String] = [:]
        for name in [status, response, cancel] {
            memory[name] = reply.value?[name]?.string.flatMap { EndpointURL.resolve($0, base: endpoint.baseURL) }
        }
        guard let id = reply.value?["request_id"]?.string, !id.isEmpty, memory[status] != nil, memory[response] != nil
        else { return made(reply, id: nil, endpoint) }
        return .follow(Job(id: id, memory: memory), report(reply))
    }

    /// The answer of the status address: 202 while the job goes on, 200 when it is complete.
    static func status(_ reply: Reply, _ job: Job) -> Step {
        guard reply.isSuccess else { return .fail(loss(reply)) }
        let report = report(reply)
        switch report.state {
        case .queued, .running, .unknown: return .follow(job, report)
        // Whether the job succeeded is told by what it left behind only.
        case .succeeded:
            let url = job.memory[response] ?? ""
            return .fetch(request("GET", url, .result(job)), report)
        case .failed: return .fail(ProviderFailure(.jobFailed, reply, "the job failed"))
        case .cancelled: return .fail(ProviderFailure(.jobCancelled, reply, "the job was cancelled"))
        case .expired: return .fail(ProviderFailure(.jobExpired, reply, "the job has expired"))
        }
    }

    /// The answer of the response address.
    static func result(_ reply: Reply, _ job: Job, _ endpoint: ProviderEndpoint) -> Step {
        guard reply.isSuccess else { return failed(reply, job) }
        // Asked too early: the body is a job's status then.
        if reply.status == 202 { return .follow(job, report(reply)) }
        return made(reply, id: job.id, endpoint)
    }

    /// The answer to a cancellation, which only ever says that it was asked for.
    static func cancelled(_ reply: Reply, _ job: Job) -> Step {
        let report = report(reply)
        guard reply.isSuccess, !["ALREADY_COMPLETED", "NOT_FOUND"].contains(report.raw) else {
            return .fail(ProviderFailure(refusal: reply, "not cancelled: HTTP \(reply.status) \(report.raw)"))
        }
        return .follow(job, report)
    }

    private static func made(_ reply: Reply, id: String?, _ endpoint: ProviderEndpoint) -> Step {
        let media = MediaReader.read(reply, base: endpoint.baseURL)
        guard !media.isEmpty else { return .fail(ProviderFailure(withoutMedia: reply)) }
        let echoed = Echoed(seed: reply.value?["seed"]?.number?.text, responseID: id)
        return .done(media, echoed: echoed, usage: reply.value.flatMap(Echoed.usage))
    }

    /// A job that failed shows its error where its result would be; other errors there are the queue's own.
    private static func failed(_ reply: Reply, _ job: Job) -> Step {
        let speaks = reply.value.flatMap(ErrorBody.init)
        if reply.status == 400, speaks?.message?.lowercased().contains("in progress") == true {
            return .follow(job, JobReport(.running, raw: "in progress"))
        }
        switch reply.status {
        case 400, 422: return .fail(ProviderFailure(.jobFailed, reply, "the job failed"))
        case 500 where speaks != nil: return .fail(ProviderFailure(.jobFailed, reply, "the job failed"))
        default: return .fail(loss(reply))
        }
    }

    private static func loss(_ reply: Reply) -> ProviderFailure {
        switch reply.status {
        case 404, 410: ProviderFailure(.jobExpired, reply, "the queue does not know the job")
        default: ProviderFailure(refusal: reply)
        }
    }

    private static func report(_ reply: Reply) -> JobReport {
        JobReport(
            raw: ProviderText.line(reply.value?["status"]?.string ?? ""),
            position: reply.value?["queue_position"]?.int.map { $0 + 1 }
        )
    }
}
