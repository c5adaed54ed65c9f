import ExhibitModel

/// What a command line says about provider and model.
struct ProviderRequestOptions: Sendable {
    var provider: String?
    var model: String?
    var mode: Mode
    /// What the request will carry: some models take none, others need some.
    var inputs: [Intent.Input] = []
    /// What the provider itself says it would use, where it chooses: see ``ServerModel``.
    var serverModel: String?
    /// `--config`.
    var configFlag: String?
}
