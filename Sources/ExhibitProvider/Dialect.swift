package import ExhibitModel

/// A wire protocol as a pure state machine: what to send for an intent, and what an answer means.
///
/// A dialect touches no network, clock or file, and keeps nothing between two calls: Run performs each step, records it,
/// and asks for the next. What has to be remembered travels in the ``Purpose`` of the request that was answered.
package protocol Dialect: Sendable {
    /// The word in configurations and records, such as `openai`.
    var name: String { get }
    /// Goes up when the same intent begins to give other bytes.
    var version: Int { get }

    /// The intent's route: the request's kind in the dialect's own words.
    func route(_ mode: Mode, inputs: [Intent.Input]) -> String

    /// The first request: what has to be asked or uploaded before, or at once the one that may bill.
    ///
    /// Equal arguments give equal requests.
    func start(_ intent: Intent, endpoint: ProviderEndpoint) throws(ProviderError) -> Planned

    /// What follows from a complete answer to a request of the given purpose, whatever its status.
    func after(_ reply: Reply, to purpose: Purpose, _ intent: Intent, endpoint: ProviderEndpoint) -> Step

    /// Asks how a job stands, first or after the process that followed it is gone.
    func poll(_ job: Job, _ intent: Intent, endpoint: ProviderEndpoint) -> ProviderRequest

    /// Tells the provider to give a job up; nil when it has no request for that.
    ///
    /// The job's last known state is given because some providers cancel only what has not begun.
    func cancellation(of job: Job, _ state: JobState, _ intent: Intent, endpoint: ProviderEndpoint) -> ProviderRequest?

    /// The unfinished stages of the media that an answer holds beside it, in the answer's order.
    func partials(in reply: Reply) -> [MediaReference]

    /// How often, and how long, this dialect's jobs are asked for when the caller says nothing.
    func pace(_ intent: Intent) -> PollPace

    /// Whether a provider of this dialect takes one such request at a time, across all processes of a home.
    func isSequential(_ intent: Intent) -> Bool

    /// How the provider's key is shown.
    var credential: CredentialForm { get }

    /// How a mask that goes to such a model says what is painted anew; `none` where the request has no place for one.
    func maskConvention(model: String) -> MaskConvention

    /// A mask's file has to be smaller than this, in bytes; nil where no limit is known.
    var maskLimit: Int? { get }

    /// Whether the request for an edit has a field for the size of the result.
    var sizesEdits: Bool { get }

    /// The model for such a request when nobody names one; nil when the dialect has no choice of its own.
    func defaultModel(_ mode: Mode, inputs: [Intent.Input]) -> String?

    /// The path below the base URL at which a server that chooses its model by itself says which; nil where requests
    /// name theirs.
    var modelQuestion: String? { get }

    /// The server's model for such a request, in the answer to ``modelQuestion``; a failure when it has none, or does not
    /// say.
    func model(in reply: Reply, for mode: Mode) -> Result<String, ProviderFailure>

    /// What the caller did not say with the options, but what follows: from the folder where the files that are made will
    /// lie, and from their being parts that are joined.
    func impliedOptions(_ options: [Intent.Option], folder: String, isPart: Bool) -> [Intent.Option]
}

extension Dialect {
    package func route(_ mode: Mode, inputs: [Intent.Input]) -> String {
        switch mode {
        case .generation: "generations"
        case .edit: "edits"
        case .video: "videos"
        case .speech, .upscale, .fetch: mode.rawValue
        }
    }

    package func poll(_ job: Job, _ intent: Intent, endpoint: ProviderEndpoint) -> ProviderRequest {
        preconditionFailure("\(name) answers at once: there is no job \(job.id) to ask for")
    }

    package func cancellation(
        of job: Job,
        _ state: JobState,
        _ intent: Intent,
        endpoint: ProviderEndpoint
    ) -> ProviderRequest? {
        nil
    }

    package func partials(in reply: Reply) -> [MediaReference] { [] }

    package func pace(_ intent: Intent) -> PollPace { PollPace() }

    package func isSequential(_ intent: Intent) -> Bool { false }

    package var credential: CredentialForm { CredentialForm() }

    package func maskConvention(model: String) -> MaskConvention { .none }

    package var maskLimit: Int? { nil }

    package var sizesEdits: Bool { false }

    package func defaultModel(_ mode: Mode, inputs: [Intent.Input]) -> String? { nil }

    package var modelQuestion: String? { nil }

    package func model(in reply: Reply, for mode: Mode) -> Result<String, ProviderFailure> {
        preconditionFailure("\(name) names its model in each request")
    }

    package func impliedOptions(_ options: [Intent.Option], folder: String, isPart: Bool) -> [Intent.Option] { [] }
}
