import ExhibitJSON
package import ExhibitModel

/// The queue of fal.ai (`https://queue.fal.run`): one protocol for the models of many vendors.
///
/// The model is a path, `owner/app` or longer; what its input is called is the model's own affair, so only the names
/// that most of them share are filled in, and the rest is extra JSON.
package struct FalDialect: Dialect {
    static let name = "fal"

    package var name: String { Self.name }
    package let version = 1

    package init() {}

    package var credential: CredentialForm { CredentialForm(prefix: "Key ") }

    /// Of the models with a `mask_url`, FLUX fill and its kin, all paint what is white.
    package func maskConvention(model: String) -> MaskConvention { .white }

    package var sizesEdits: Bool { true }

    package func start(_ intent: Intent, endpoint: ProviderEndpoint) throws(ProviderError) -> Planned {
        let order = try FalOrder(intent)
        let request = ProviderRequest(
            method: "POST",
            url: try EndpointURL.join(endpoint.baseURL, intent.endpoint ?? intent.model),
            body: order.body,
            headers: [HeaderField("Accept", "application/json")]
        )
        return Planned(request: request, sent: order.sent)
    }

    package func after(_ reply: Reply, to purpose: Purpose, _ intent: Intent, endpoint: ProviderEndpoint) -> Step {
        switch purpose {
        case .submit: FalAnswer.accepted(reply, endpoint)
        case .poll(let job): FalAnswer.status(reply, job)
        case .result(let job): FalAnswer.result(reply, job, endpoint)
        case .cancel(let job): FalAnswer.cancelled(reply, job)
        case .prepare, .check: .checked([])
        }
    }

    package func poll(_ job: Job, _ intent: Intent, endpoint: ProviderEndpoint) -> ProviderRequest {
        FalAnswer.request("GET", job.memory[FalAnswer.status] ?? "", .poll(job))
    }

    package func cancellation(
        of job: Job,
        _ state: JobState,
        _ intent: Intent,
        endpoint: ProviderEndpoint
    ) -> ProviderRequest? {
        guard !state.isEnded, let url = job.memory[FalAnswer.cancel] else { return nil }
        return FalAnswer.request("PUT", url, .cancel(job))
    }
}
