import ExhibitModel

/// What a command line says about provider and model.
struct ProviderRequestOptions: Sendable {
    var provider: String?
    var model: String?
    var mode: Mode
    /// `--config`.
    var configFlag: String?
}
