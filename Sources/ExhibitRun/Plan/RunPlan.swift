package import ExhibitJSON
package import ExhibitModel
package import ExhibitProvider

/// Everything that one run needs to know before it starts.
package struct RunPlan: Sendable {
    package let run: ULID
    package var intent: Intent
    package var provider: ProviderConnection
    /// `integrity` first, then what was named; each judges on its own.
    package var policies: [AdoptedPolicy]
    package var delivery: Delivery
    /// What is done with pictures on this machine; nil when nothing is.
    package var pictures: PictureWork?
    package var retry: RetryPlan
    package var timeoutMilliseconds: Int
    package var polling: PollPlan
    /// Partial pictures of an event stream are kept as artifacts of their own.
    package var keepsPartials: Bool
    /// Sends even what a policy is certain to reject.
    package var sendsAnyway: Bool
    /// The settings in force, without secrets, as they are kept.
    package var config: JSONValue
    package var notes: [Note]
    /// The entry that submitted the task which the run is made for.
    package var order: Int64?

    package init(
        run: ULID,
        intent: Intent,
        provider: ProviderConnection,
        policies: [AdoptedPolicy],
        delivery: Delivery,
        pictures: PictureWork? = nil,
        retry: RetryPlan,
        timeoutMilliseconds: Int,
        polling: PollPlan = PollPlan(),
        keepsPartials: Bool = false,
        sendsAnyway: Bool,
        config: JSONValue,
        notes: [Note] = []
    ) {
        self.run = run
        self.intent = intent
        self.provider = provider
        self.policies = policies
        self.delivery = delivery
        self.pictures = pictures
        self.retry = retry
        self.timeoutMilliseconds = timeoutMilliseconds
        self.polling = polling
        self.keepsPartials = keepsPartials
        self.sendsAnyway = sendsAnyway
        self.config = config
        self.notes = notes
    }
}
