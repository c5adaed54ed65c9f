package import ExhibitModel

/// A wire protocol as a pure state machine: what to send for an intent, and what an answer means.
///
/// A dialect touches no network, clock or file: Run performs each step, records it, and asks for the next.
package protocol Dialect: Sendable {
    /// The word in configurations and records, such as `openai`.
    var name: String { get }
    /// Goes up when the same intent begins to give other bytes.
    var version: Int { get }

    /// The first request.
    ///
    /// Equal arguments give equal requests.
    func start(_ intent: Intent, endpoint: ProviderEndpoint) throws(ProviderError) -> Planned

    /// What follows from a complete answer to the last request.
    func after(_ reply: Reply, _ intent: Intent, endpoint: ProviderEndpoint) -> Step
}
