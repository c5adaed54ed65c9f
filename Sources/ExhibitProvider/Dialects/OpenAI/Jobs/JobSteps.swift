import ExhibitJSON
import ExhibitModel

/// What follows from each answer about a job.
struct JobSteps {
    let intent: Intent
    let endpoint: ProviderEndpoint

    /// A job may be so new that the provider's own desk does not know it: so many polls may say 404 before any other.
    private static let missingLimit = 5

    /// The step after a submit, sent to the URL, whose answer is a job; nil when it is none.
    func submitted(_ reply: Reply, to url: String) -> Step? {
        guard let reading = JobReading(submitted: reply) else { return nil }
        let job = job(reading, submittedTo: url)
        switch reading.state {
        case .queued, .running: return .follow(job, reading.report)
        case .unknown:
            // Media in an answer that speaks of no state was made at once; with a state, it is a promise.
            let media = MediaReader.read(reply, base: endpoint.baseURL)
            return media.isEmpty ? .follow(job, reading.report) : done(media, reading)
        case .succeeded, .failed, .cancelled, .expired: return ended(reading, job, reply)
        }
    }

    func poll(_ job: Job) -> ProviderRequest {
        let url = job.pollAddress ?? EndpointURL.extend(endpoint.baseURL, "/videos/" + EndpointURL.segment(job.id))
        return ProviderRequest(
            method: "GET",
            url: url,
            body: .none,
            purpose: .poll(job),
            headers: [HeaderField("Accept", "application/json")]
        )
    }

    func polled(_ reply: Reply, about job: Job) -> Step {
        switch reply.status {
        case 200..<300: break
        case 404:
            guard let missing = job.stillMissing(limit: Self.missingLimit) else { return gone(reply) }
            return .follow(missing, JobReport(.unknown, raw: "HTTP 404"))
        case 410: return gone(reply)
        default: return .fail(ProviderFailure(refusal: reply))
        }
        guard let reading = JobReading(reply, about: job) else {
            let isMedia = reply.value == nil && reply.text == nil
            guard isMedia else { return .follow(job, JobReport(.unknown, raw: "")) }
            return .done([MediaReference(pointer: "", kind: .body)], echoed: Echoed(reply), usage: nil)
        }
        let job = job.known(expiresAt: reading.expiresAt)
        switch reading.state {
        case .queued, .running: return .follow(job, reading.report)
        case .unknown:
            let media = reading.word == nil ? reading.media(base: endpoint.baseURL) : []
            return media.isEmpty ? .follow(job, reading.report) : done(media, reading)
        case .succeeded, .failed, .cancelled, .expired: return ended(reading, job, reply)
        }
    }

    /// The answer to the request for what a finished job made.
    func fetched(_ reply: Reply, of job: Job) -> Step {
        switch reply.status {
        // Finished, and not there yet: the job is asked for again, and then this.
        case 202, 409, 425: return .follow(job, JobReport(.unknown, raw: "HTTP \(reply.status)"))
        case 200..<300: break
        case 404: return .fail(ProviderFailure(.downloadFailed, reply, "the job's result is not there: HTTP 404"))
        case 410: return gone(reply)
        default: return .fail(ProviderFailure(refusal: reply))
        }
        // A page of text is no video, whatever pictures it shows.
        let media = reply.text == nil ? MediaReader.read(reply, base: endpoint.baseURL) : []
        guard media.isEmpty else {
            return .done(media, echoed: Echoed(reply), usage: reply.value.flatMap(Echoed.usage))
        }
        return .fail(ProviderFailure(.noMedia, reply, "the job's result holds no media"))
    }

    func cancellation(of job: Job) -> ProviderRequest? {
        job.memory[JobMemory.cancel].map {
            ProviderRequest(
                method: "POST",
                url: $0,
                body: .none,
                purpose: .cancel(job),
                headers: [HeaderField("Accept", "application/json")]
            )
        }
    }

    func cancelled(_ reply: Reply, _ job: Job) -> Step {
        guard reply.isSuccess else { return .fail(ProviderFailure(refusal: reply)) }
        return .follow(job, JobReading(reply, about: job)?.report ?? JobReport(.unknown, raw: "HTTP \(reply.status)"))
    }

    /// A job that has come to an end, well or not.
    private func ended(_ reading: JobReading, _ job: Job, _ reply: Reply) -> Step {
        let end: AttemptEnd
        switch reading.state {
        case .cancelled: end = .jobCancelled
        case .expired: end = .jobExpired
        case .failed: end = .jobFailed
        case .queued, .running, .unknown, .succeeded: return finished(reading, job, reply)
        }
        return .fail(ProviderFailure(end, job: reply, word: reading.word ?? "", reading.error))
    }

    private func finished(_ reading: JobReading, _ job: Job, _ reply: Reply) -> Step {
        let named = reading.media(base: endpoint.baseURL)
        guard named.isEmpty else { return done(named, reading) }
        // A video's answer names pictures too, such as its thumbnail: only its own places are looked at.
        let isVideo = intent.route == OpenAIRoute.videos.rawValue
        let other = isVideo ? [] : MediaReader.read(reply, base: endpoint.baseURL)
        guard other.isEmpty else { return done(other, reading) }
        guard isVideo, reading.shape.hasContent, let address = job.pollAddress else {
            return .fail(ProviderFailure(.noMedia, reply, "the job is finished, and its answer holds no media"))
        }
        let content = ProviderRequest(
            method: "GET",
            url: EndpointURL.extend(address, "/content"),
            body: .none,
            purpose: .result(job),
            headers: [HeaderField("Accept", "*/*")]
        )
        return .fetch(content, reading.report)
    }

    private func done(_ media: [MediaReference], _ reading: JobReading) -> Step {
        .done(media, echoed: reading.echoed, usage: reading.usage, report: reading.report)
    }

    private func gone(_ reply: Reply) -> Step {
        .fail(ProviderFailure(.jobExpired, reply, "the provider does not know the job: HTTP \(reply.status)"))
    }

    private func job(_ reading: JobReading, submittedTo url: String) -> Job {
        let address = JobAddress(reading, submittedTo: url, intent, endpoint)
        var memory = [JobMemory.shape: reading.shape.name, JobMemory.poll: address.poll]
        memory[JobMemory.cancel] = address.cancel
        return Job(id: reading.id, memory: memory, expiresAt: reading.expiresAt)
    }
}
