import ExhibitJSON
package import ExhibitModel

/// A queue of jobs before a picture generator, as `IMAGES_API_URL` names one.
///
/// Inputs are uploaded first; the job names them. It is asked for until it has ended, and its bytes are fetched at once,
/// because the server forgets a job ten minutes after it is done.
package struct JobsDialect: Dialect {
    static let name = "jobs"

    package var name: String { Self.name }
    package let version = 1

    package init() {}

    package var credential: CredentialForm { CredentialForm(isRequired: false) }

    package func route(_ mode: Mode, inputs: [Intent.Input]) -> String {
        switch mode {
        case .video, .speech, .upscale, .fetch: mode.rawValue
        case .generation, .edit:
            if inputs.contains(where: { $0.role == .mask }) {
                "inpaint"
            } else {
                inputs.isEmpty ? Mode.generation.businessName : Mode.edit.businessName
            }
        }
    }

    package func defaultModel(_ mode: Mode, inputs: [Intent.Input]) -> String? {
        switch mode {
        case .generation, .edit: inputs.contains { $0.role == .mask } ? "flux-fill" : "flux-dev"
        case .upscale: "upscale"
        case .video: "wan-video"
        case .speech, .fetch: nil
        }
    }

    package func maskConvention(model: String) -> MaskConvention {
        JobsModel.of(model)?.mask == JobsModel.Need.none ? .none : .white
    }

    /// A film takes the whole machine for ten minutes.
    package func isSequential(_ intent: Intent) -> Bool { intent.mode == .video }

    package func pace(_ intent: Intent) -> PollPace {
        intent.mode == .video
            ? PollPace(interval: .seconds(10), deadline: .seconds(900)) : PollPace(interval: .seconds(5))
    }

    package func start(_ intent: Intent, endpoint: ProviderEndpoint) throws(ProviderError) -> Planned {
        let order = try JobsOrder(intent)
        _ = try EndpointURL.join(endpoint.baseURL, intent.endpoint ?? JobsAddress.path)
        return Planned(
            request: JobsRequests(intent, order, endpoint).next([:]),
            sent: order.sent,
            notes: order.notes,
            expectedSize: order.expectedSize
        )
    }

    package func after(_ reply: Reply, to purpose: Purpose, _ intent: Intent, endpoint: ProviderEndpoint) -> Step {
        switch purpose {
        case .prepare(let step, let memory): uploaded(step, memory, reply, intent, endpoint)
        case .submit: JobsAnswer.accepted(reply)
        case .poll(let job): JobsAnswer.status(reply, job, JobsAddress(intent, endpoint))
        case .result(let job): JobsAnswer.result(reply, job)
        case .cancel(let job): JobsAnswer.cancelled(reply, job)
        case .check: .checked([])
        }
    }

    package func poll(_ job: Job, _ intent: Intent, endpoint: ProviderEndpoint) -> ProviderRequest {
        JobsAddress(intent, endpoint).request("GET", job, .poll(job))
    }

    /// Only what has not begun can be cancelled: the server refuses all else.
    package func cancellation(
        of job: Job,
        _ state: JobState,
        _ intent: Intent,
        endpoint: ProviderEndpoint
    ) -> ProviderRequest? {
        switch state {
        case .queued, .unknown: JobsAddress(intent, endpoint).request("DELETE", job, .cancel(job))
        case .running, .succeeded, .failed, .cancelled, .expired: nil
        }
    }

    private func uploaded(
        _ step: String,
        _ memory: [String: String],
        _ reply: Reply,
        _ intent: Intent,
        _ endpoint: ProviderEndpoint
    ) -> Step {
        guard reply.isSuccess else { return .fail(JobsAnswer.refusal(reply)) }
        guard let file = reply.value?["filename"]?.string, !file.isEmpty else {
            return .fail(ProviderFailure(.preparationUnclear, reply, "the answer to the upload names no file"))
        }
        do throws(ProviderError) {
            let order = try JobsOrder(intent)
            return .send(JobsRequests(intent, order, endpoint).next(memory.merging([step: file]) { _, new in new }))
        } catch {
            preconditionFailure("the order was made from this intent before: \(error)")
        }
    }
}
