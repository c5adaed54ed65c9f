import ExhibitModel

/// What a provider's answer to GET `/models` says.
enum CheckVerdict: String, Sendable, Hashable {
    case accepted
    /// The provider has no such list: the key may be right or wrong.
    case unproven
    case keyRefused = "key_refused"
    case busy
    /// A success that is no list of models: most likely a page of the provider's site.
    case notAnAPI = "not_an_api"

    init(status: Int, hasModels: Bool) {
        switch status {
        case 200..<300: self = hasModels ? .accepted : .notAnAPI
        case 401, 403: self = .keyRefused
        case 408, 429, 500...: self = .busy
        default: self = .unproven
        }
    }

    var keyAccepted: Bool? {
        switch self {
        case .accepted: true
        case .keyRefused: false
        default: nil
        }
    }

    var failure: ErrorCode? {
        switch self {
        case .accepted, .unproven: nil
        case .keyRefused: .authenticationFailed
        case .busy: .providerBusy
        case .notAnAPI: .replyUnparsable
        }
    }
}
