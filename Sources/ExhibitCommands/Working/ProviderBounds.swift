import ExhibitConfiguration
import ExhibitLedger
import ExhibitModel

/// What the home's `config.json` allows of each provider at once, for all tasks of the home.
enum ProviderBounds {
    static func load(_ home: Home) throws -> [String: ClaimLimits.Provider] {
        try HomeConfig.load(home: home.path).providers.compactMapValues { settings in
            guard
                settings.maxInFlight != nil || settings.maxInFlightPerModel != nil || settings.requestsPerMinute != nil
            else { return nil }
            return ClaimLimits.Provider(
                inFlight: settings.maxInFlight,
                inFlightPerModel: settings.maxInFlightPerModel,
                rate: settings.requestsPerMinute.map { perMinute in
                    // As many as may be under way at once may begin at once.
                    ClaimLimits.Rate(perMinute: perMinute, burst: min(perMinute, settings.maxInFlight ?? 4))
                }
            )
        }
    }

    /// The same, with one at a time for each of the providers that `sequential` names.
    static func load(_ home: Home, sequential: [String]) throws -> [String: ClaimLimits.Provider] {
        var bounds = try load(home)
        for provider in sequential { bounds[provider, default: ClaimLimits.Provider()].inFlight = 1 }
        return bounds
    }
}
