import ExhibitJSON
package import ExhibitModel

/// The media services of an OpenClacky server, which passes requests on to the model that its user has set up.
///
/// The server writes what was made into a folder of this machine and names the file. Which model made it is the
/// server's word, so it is asked for its models before and after.
package struct ClackyDialect: Dialect {
    static let name = "clacky"

    package var name: String { Self.name }
    package let version = 1

    package init() {}

    package var credential: CredentialForm { CredentialForm(isRequired: false) }

    package func route(_ mode: Mode, inputs: [Intent.Input]) -> String {
        switch mode {
        case .generation, .edit: "image"
        case .video, .speech, .upscale, .fetch: mode.rawValue
        }
    }

    /// The server works on one request at a time; a second one makes both run out of time.
    package func isSequential(_ intent: Intent) -> Bool { true }

    package func pace(_ intent: Intent) -> PollPace { PollPace(interval: .seconds(10)) }

    package func start(_ intent: Intent, endpoint: ProviderEndpoint) throws(ProviderError) -> Planned {
        let order = try ClackyOrder(intent)
        _ = try order.request(intent, endpoint, memory: [:])
        return Planned(request: Self.typesRequest(endpoint), sent: order.sent)
    }

    package func after(_ reply: Reply, to purpose: Purpose, _ intent: Intent, endpoint: ProviderEndpoint) -> Step {
        guard let kind = ClackyKind(intent.mode) else { return .fail(ProviderFailure(refusal: reply)) }
        switch purpose {
        case .prepare: return configured(reply, kind, intent, endpoint)
        case .submit(let variation, let memory):
            guard reply.isSuccess, reply.value?["success"]?.bool != false else {
                return refused(reply, variation, memory, intent, endpoint)
            }
            return ClackyAnswer.made(reply, kind, memory, endpoint)
        case .poll(let job), .result(let job), .cancel(let job):
            return ClackyAnswer.status(reply, kind, job, endpoint)
        case .check(let memory): return .checked(ClackyTypes.changes(since: memory, kind, reply))
        }
    }

    package func poll(_ job: Job, _ intent: Intent, endpoint: ProviderEndpoint) -> ProviderRequest {
        let query = EndpointURL.query([
            ("task_id", job.id), ("output_dir", job.memory[ClackyAnswer.folder] ?? ""),
        ])
        return ProviderRequest(
            method: "GET",
            url: endpoint.baseURL + "/api/media/video/status" + query,
            body: .none,
            purpose: .poll(job),
            headers: [HeaderField("Accept", "application/json")]
        )
    }

    /// Goes on when the server's model is the one that was asked for.
    private func configured(
        _ reply: Reply,
        _ kind: ClackyKind,
        _ intent: Intent,
        _ endpoint: ProviderEndpoint
    ) -> Step {
        switch ClackyTypes.read(reply, kind) {
        case .failure(let failure): return .fail(failure)
        case .success(let types):
            guard types.model == intent.model else {
                let sentence =
                    "the server's model for \(kind.rawValue) is \(types.model), not \(intent.model): give --model "
                    + "\(types.model), or change the model on the server's settings page"
                return .fail(ProviderFailure(.otherModel, reply, sentence))
            }
            return .send(request(order(intent), intent, endpoint, types.memory))
        }
    }

    /// A server that takes no aspect ratio is asked once more without: nothing was made.
    private func refused(
        _ reply: Reply,
        _ variation: Variation,
        _ memory: [String: String],
        _ intent: Intent,
        _ endpoint: ProviderEndpoint
    ) -> Step {
        let failure = ClackyFailure.of(reply)
        var order = order(intent)
        guard ClackyFailure.isAboutArguments(reply), failure.outcome(ambiguous: .stop).billed == .no,
            variation.fieldsDropped.isEmpty, order.drop(ClackyOrder.aspectRatio)
        else { return .fail(failure) }
        return .again(request(order, intent, endpoint, memory), after: failure)
    }

    private func order(_ intent: Intent) -> ClackyOrder {
        do throws(ProviderError) {
            return try ClackyOrder(intent)
        } catch {
            preconditionFailure("the order was made from this intent before: \(error)")
        }
    }

    private func request(
        _ order: ClackyOrder,
        _ intent: Intent,
        _ endpoint: ProviderEndpoint,
        _ memory: [String: String]
    ) -> ProviderRequest {
        do throws(ProviderError) {
            return try order.request(intent, endpoint, memory: memory)
        } catch {
            preconditionFailure("the request was made from this intent before: \(error)")
        }
    }
}

extension ClackyDialect {
    private static let typesPath = "/api/media/types"

    package var modelQuestion: String? { Self.typesPath }

    package func model(in reply: Reply, for mode: Mode) -> Result<String, ProviderFailure> {
        guard let kind = ClackyKind(mode) else {
            return .failure(
                ProviderFailure(.notConfigured, reply, "the server makes nothing for \(mode.businessName)")
            )
        }
        return ClackyTypes.read(reply, kind).map(\.model)
    }

    /// The server writes what it makes into a folder that the request names; ours is a copy of that.
    package func impliedOptions(_ options: [Intent.Option], folder: String, isPart: Bool) -> [Intent.Option] {
        [Intent.Option(Intent.outputFolder, .privateText(folder))]
    }

    /// Asks the server which models it has: the first request of every run, and the last.
    static func typesRequest(_ endpoint: ProviderEndpoint, _ purpose: Purpose = .prepare("types")) -> ProviderRequest {
        ProviderRequest(
            method: "GET",
            url: endpoint.baseURL + typesPath,
            body: .none,
            purpose: purpose,
            headers: [HeaderField("Accept", "application/json")]
        )
    }
}
