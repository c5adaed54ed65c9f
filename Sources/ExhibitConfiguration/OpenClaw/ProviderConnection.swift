import ExhibitModel

/// How a provider is reached and what is shown to it: an entry of the OpenClaw config with everything filled in.
struct ProviderConnection {
    var baseURL: BaseURL
    var key: Secret?
    /// `config`, or the variables that filled the key; never the key.
    var keySource: String?
    var headers: [PlainHeader] = []
    var secretHeaders: [SecretHeader] = []
    var timeout: Duration?
    var proxy: Secret?
    var authorityFile: String?
    /// The command that tells a secret, `command vault`, where it was not run.
    var unrunCommand: String?
    var notes: [Note] = []

    var hasCredential: Bool { !secretHeaders.isEmpty || unrunCommand != nil }
}
