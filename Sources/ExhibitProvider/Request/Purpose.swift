/// Why a request is sent: its answer is understood by it.
package enum Purpose: Sendable, Hashable {
    /// What comes before the request that may bill: an upload, or a question about the provider.
    ///
    /// The name is the dialect's own word for the step; the memory is what was learnt until then.
    case prepare(String, memory: [String: String] = [:])
    /// The request that may bill.
    case submit(Variation = Variation(), memory: [String: String] = [:])
    /// How a job stands.
    case poll(Job)
    /// What a finished job made.
    case result(Job)
    case cancel(Job)
    /// A question after the answer; it changes nothing.
    case check(memory: [String: String] = [:])
}
