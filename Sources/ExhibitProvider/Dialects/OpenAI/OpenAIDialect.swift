import ExhibitJSON
package import ExhibitModel

/// The OpenAI API for images, videos and speech, as the provider itself and the gateways that follow it speak it.
///
/// A route is one request in one of its forms (``RequestForm``). Its answer holds the media, streams it, or names a job,
/// which ``JobShapes`` knows in the forms of many services.
package struct OpenAIDialect: Dialect {
    package let name = "openai"
    package let version = 1

    package init() {}

    /// References alone are something to resemble, not something to edit.
    package func route(_ mode: Mode, inputs: [Intent.Input]) -> String {
        let resembles = !inputs.isEmpty && inputs.allSatisfy { $0.role == .reference }
        return switch mode {
        case .edit where resembles: OpenAIRoute.generations.rawValue
        case .generation: OpenAIRoute.generations.rawValue
        case .edit: OpenAIRoute.edits.rawValue
        case .video: OpenAIRoute.videos.rawValue
        case .speech, .upscale, .fetch: mode.rawValue
        }
    }

    package func maskConvention(model: String) -> MaskConvention { .transparent }

    package var maskLimit: Int? { 4 << 20 }

    package var sizesEdits: Bool { true }

    /// Only WAV files can be joined, and MP3 is what comes when nothing is said.
    package func impliedOptions(_ options: [Intent.Option], folder: String, isPart: Bool) -> [Intent.Option] {
        let format = "response_format"
        return isPart && !options.contains { $0.name == format } ? [Intent.Option(format, .text("wav"))] : []
    }

    package func start(_ intent: Intent, endpoint: ProviderEndpoint) throws(ProviderError) -> Planned {
        try JobAddress.check(intent, endpoint)
        guard let form = try RequestForm.all(of: intent).first else {
            throw .routeUnknown(intent.route, dialect: name)
        }
        return try OpenAIRequest.plan(intent, as: form, endpoint: endpoint)
    }

    package func after(_ reply: Reply, to purpose: Purpose, _ intent: Intent, endpoint: ProviderEndpoint) -> Step {
        let jobs = JobSteps(intent: intent, endpoint: endpoint)
        return switch purpose {
        case .submit(let variation, _):
            reply.isSuccess
                ? answered(reply, variation, intent, endpoint) : refused(reply, variation, intent, endpoint)
        case .poll(let job): jobs.polled(reply, about: job)
        case .result(let job): jobs.fetched(reply, of: job)
        case .cancel(let job): jobs.cancelled(reply, job)
        case .prepare, .check: preconditionFailure("\(name) neither prepares nor checks anything")
        }
    }

    package func poll(_ job: Job, _ intent: Intent, endpoint: ProviderEndpoint) -> ProviderRequest {
        JobSteps(intent: intent, endpoint: endpoint).poll(job)
    }

    package func cancellation(
        of job: Job,
        _ state: JobState,
        _ intent: Intent,
        endpoint: ProviderEndpoint
    ) -> ProviderRequest? {
        state.isEnded ? nil : JobSteps(intent: intent, endpoint: endpoint).cancellation(of: job)
    }

    package func partials(in reply: Reply) -> [MediaReference] {
        reply.isEventStream ? ImageStream(reply, base: "").partials : []
    }

    private func answered(
        _ reply: Reply,
        _ variation: Variation,
        _ intent: Intent,
        _ endpoint: ProviderEndpoint
    ) -> Step {
        if reply.isEventStream {
            return intent.route == OpenAIRoute.speech.rawValue
                ? SpeechStream(reply).step : ImageStream(reply, base: endpoint.baseURL).step
        }
        let jobs = JobSteps(intent: intent, endpoint: endpoint)
        let url = try? RequestForm(variation, intent)?.url(of: intent, endpoint)  // it was sent there
        if let step = jobs.submitted(reply, to: url ?? endpoint.baseURL) { return step }
        let media = MediaReader.read(reply, base: endpoint.baseURL)
        guard media.isEmpty else {
            return .done(media, echoed: Echoed(reply), usage: reply.value.flatMap(Echoed.usage))
        }
        return .fail(ProviderFailure(withoutMedia: reply))
    }

    /// A refusal that may lie in the request's form is followed by its next form.
    private func refused(
        _ reply: Reply,
        _ variation: Variation,
        _ intent: Intent,
        _ endpoint: ProviderEndpoint
    ) -> Step {
        let failure = ProviderFailure(refusal: reply)
        guard FormRefusal.explains(reply, failure, intent), let next = RequestForm.next(after: variation, intent),
            // A form that cannot be made is none.
            let planned = try? OpenAIRequest.plan(intent, as: next, endpoint: endpoint)
        else { return .fail(failure) }
        return .again(planned.request, after: failure)
    }
}
