import ExhibitJSON

/// What the home's `config.json` says about one provider.
package struct ProviderSettings: Sendable, Hashable {
    /// What becomes of an answer after which nobody knows whether the request was billed.
    package enum Ambiguous: String, Sendable, Hashable, CaseIterable {
        /// Sent again, as the sources' scripts do.
        case retry
        /// Left as unknown outcome, for a person to decide.
        case stop
    }

    package var dialect: String?
    /// Requests on their way at one time.
    package var maxInFlight: Int?
    /// Of one model's.
    package var maxInFlightPerModel: Int?
    /// How many tasks may begin in a minute.
    package var requestsPerMinute: Int?
    package var ambiguous = Ambiguous.retry
    package var requireTLS13 = false
    /// `sha256//` and base64, as libcurl takes it.
    package var pinnedPublicKey: String?
    package var allowHTTP = false

    static let keys = [
        "dialect", "max_in_flight", "max_in_flight_per_model", "requests_per_minute", "ambiguous", "require_tls13",
        "pinned_public_key", "allow_http",
    ]

    init() {}

    init(_ node: ConfigNode) throws(ConfigurationError) {
        try node.refuseKeys(outside: Self.keys)
        dialect = try node.member("dialect")?.nonEmptyString()
        maxInFlight = try node.member("max_in_flight")?.integer(1...1000)
        maxInFlightPerModel = try node.member("max_in_flight_per_model")?.integer(1...1000)
        requestsPerMinute = try node.member("requests_per_minute")?.integer(1...100_000)
        ambiguous = try node.member("ambiguous")?.word(Ambiguous.self) ?? .retry
        requireTLS13 = try node.member("require_tls13")?.bool() ?? false
        pinnedPublicKey = try node.member("pinned_public_key").map(PublicKeyPin.read)
        allowHTTP = try node.member("allow_http")?.bool() ?? false
    }
}
