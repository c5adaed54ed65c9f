/// The bounds that a claim obeys; what is counted are the tasks of all processes of the home.
package struct ClaimLimits: Sendable, Hashable {
    /// How many tasks of the scope may be worked on at once.
    package var maxWorkers: Int
    /// By the provider's name; a provider that is not named has no bound of its own.
    package var providers: [String: Provider]

    package struct Provider: Sendable, Hashable {
        /// How many tasks may be with it at once, in all scopes; 1 for a dialect that takes one at a time.
        package var inFlight: Int?
        package var inFlightPerModel: Int?
        package var rate: Rate?

        package init(inFlight: Int? = nil, inFlightPerModel: Int? = nil, rate: Rate? = nil) {
            self.inFlight = inFlight
            self.inFlightPerModel = inFlightPerModel
            self.rate = rate
        }
    }

    /// A token bucket: a claim takes one token.
    package struct Rate: Sendable, Hashable {
        package var perMinute: Int
        package var burst: Int

        package init(perMinute: Int, burst: Int) {
            self.perMinute = perMinute
            self.burst = burst
        }
    }

    package init(maxWorkers: Int, providers: [String: Provider] = [:]) {
        self.maxWorkers = maxWorkers
        self.providers = providers
    }
}
