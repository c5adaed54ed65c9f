import ExhibitJSON
import ExhibitModel

/// What the server's answers mean.
enum JobsAnswer {
    /// The answer to `POST /jobs`.
    static func accepted(_ reply: Reply) -> Step {
        guard reply.isSuccess else { return .fail(refusal(reply)) }
        guard reply.value != nil else { return .fail(ProviderFailure(withoutMedia: reply)) }
        guard let id = reply.value?["job_id"]?.string, EndpointURL.isName(id) else {
            return .fail(ProviderFailure(.noMedia, reply, "the answer names no job that could be asked for"))
        }
        return .follow(Job(id: id), report(reply))
    }

    /// The answer to `GET /jobs/{id}`.
    static func status(_ reply: Reply, _ job: Job, _ address: JobsAddress) -> Step {
        guard reply.isSuccess else { return .fail(loss(reply)) }
        let report = report(reply)
        switch report.state {
        case .queued, .running, .unknown: return .follow(job, report)
        case .succeeded: return .fetch(address.request("GET", job, .result(job), below: "/result"), report)
        case .failed: return .fail(ProviderFailure(.jobFailed, reply, "the job failed"))
        case .cancelled: return .fail(ProviderFailure(.jobCancelled, reply, "the job was cancelled"))
        case .expired: return .fail(ProviderFailure(.jobExpired, reply, "the job's result has expired"))
        }
    }

    /// The answer to `GET /jobs/{id}/result`: the bytes, or 202 when they are not there yet.
    static func result(_ reply: Reply, _ job: Job) -> Step {
        guard reply.isSuccess else { return .fail(loss(reply)) }
        if reply.status == 202 { return .follow(job, report(reply)) }
        let media = MediaReader.read(reply, base: "").filter { $0.kind == .body }
        guard !media.isEmpty else { return .fail(ProviderFailure(withoutMedia: reply)) }
        return .done(media, echoed: Echoed(reply), usage: nil)
    }

    /// The answer to `DELETE /jobs/{id}`: 409 for a job that has begun.
    static func cancelled(_ reply: Reply, _ job: Job) -> Step {
        reply.isSuccess ? .follow(job, report(reply)) : .fail(loss(reply))
    }

    /// A refusal before there is a job.
    ///
    /// 503 says that the generator is switched off and no other is configured: to ask again soon is asked not to.
    static func refusal(_ reply: Reply) -> ProviderFailure {
        switch reply.status {
        case 429: ProviderFailure(.queueFull, reply, "the queue is full", wait: .seconds(30))
        case 503: ProviderFailure(.unavailable, reply, "the generator is not available")
        default: ProviderFailure(refusal: reply)
        }
    }

    /// A refusal of what was accepted: the record of a job is gone after ten minutes, which mostly shows as 404.
    private static func loss(_ reply: Reply) -> ProviderFailure {
        let detail = reply.value?["detail"]?.string ?? ""
        switch reply.status {
        case 410 where detail.hasPrefix("Job failed"): return ProviderFailure(.jobFailed, reply, "the job failed")
        case 410 where detail.contains("cancelled"):
            return ProviderFailure(.jobCancelled, reply, "the job was cancelled")
        case 404, 410: return ProviderFailure(.jobExpired, reply, "the server has forgotten the job")
        default: return ProviderFailure(refusal: reply)
        }
    }

    private static func report(_ reply: Reply) -> JobReport {
        let value = reply.value
        let position = value?["position"]?.int.flatMap { $0 > 0 ? $0 : nil }
        let said = Echoed(seed: value?["seed"]?.number?.text, source: value?["source"]?.string)
        let saysMore = said.seed != nil || said.source != nil
        return JobReport(
            raw: ProviderText.line(value?["status"]?.string ?? ""),
            position: position,
            echoed: saysMore ? said : nil
        )
    }
}
