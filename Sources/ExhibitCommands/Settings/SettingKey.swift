import ExhibitArguments

/// The settings that `config show` tells, by the names that `--explain` takes.
enum SettingKey: String, CaseIterable, Sendable, ArgumentValue {
    case home
    case config
    case provider
    case dialect
    case baseURL = "base_url"
    case key
    case model
    case editModel = "edit_model"
    case policy
    case outDir = "out_dir"
    case ambiguous
    case maxInFlight = "max_in_flight"
    case requireTLS13 = "require_tls13"
    case pinnedPublicKey = "pinned_public_key"
    case allowHTTP = "allow_http"
    case proxy

    var meaning: String {
        switch self {
        case .home: "the folder of ledger, keys and artifacts"
        case .config: "the OpenClaw config, which has the providers"
        case .provider: "the provider that a run uses"
        case .dialect: "the wire protocol that the provider speaks"
        case .baseURL: "where the provider is"
        case .key: "the credential that the provider is shown; its value is never told"
        case .model: "the model that generate asks for"
        case .editModel: "the model that edit asks for"
        case .policy: "what judges a run besides integrity, which always does"
        case .outDir: "the folder that pictures go to"
        case .ambiguous: "after an answer that may have been billed (408, 500, 502, 504): retry, or stop"
        case .maxInFlight: "requests to this provider on their way at one time"
        case .requireTLS13: "whether an older TLS is refused"
        case .pinnedPublicKey: "the only public key that the provider's server may have"
        case .allowHTTP: "whether a credential may travel without encryption"
        case .proxy: "the proxy for https"
        }
    }
}
