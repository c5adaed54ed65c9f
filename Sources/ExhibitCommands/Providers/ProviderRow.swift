import ExhibitConfiguration
import ExhibitJSON
import ExhibitModel
import ExhibitProvider
import ExhibitRedaction

/// One provider as `provider list` and `config show` tell it: with its key's origin, never its key.
struct ProviderRow {
    let name: String
    /// Nil when it cannot be used as it is configured.
    let provider: ConfiguredProvider?
    private let entry: ProviderEntry?
    private let settings: Settings
    private let problem: ConfigurationError?

    init(_ name: String, _ entry: ProviderEntry?, _ settings: Settings) {
        self.name = name
        self.entry = entry
        self.settings = settings
        do throws(ConfigurationError) {
            provider = try settings.description(ofProvider: name, mode: .generation, dialects: DialectTable.spoken)
            problem = nil
        } catch {
            provider = nil
            problem = error
        }
    }

    var dialect: String { provider?.dialect ?? settings.dialect(of: name) }

    var url: String? {
        if let provider { return provider.baseURL ?? "in this process" }
        // As written, since it could not be filled in; a password in it is a fault, and is not shown.
        return entry?.baseURLText.map(Redactor(secrets: [], key: [], home: nil).redactURL)
    }

    /// `set`, `missing`, `none` when the provider needs no key, `command` when one tells it that is run only when the
    /// provider is used, or `unknown` when it cannot be told.
    var keyState: String {
        if reason != nil { return "missing" }
        guard let provider else { return "unknown" }
        if provider.unrunCommand != nil { return "command" }
        return provider.secretHeaders.isEmpty ? "none" : "set"
    }

    var keySource: String? {
        provider?.unrunCommand ?? provider?.keySource ?? provider?.secretHeaders.first.map { "header \($0.name)" }
    }

    var keyText: String {
        switch keyState {
        case "set": "set (from \(keySource ?? "config"))"
        case "command": "told by \(keySource ?? "a command") when it is used"
        case "none": "needs none"
        case "missing": "not set: \(reason ?? "")"
        default: problem?.report.message ?? ""
        }
    }

    /// Why there is no key.
    private var reason: String? {
        switch problem {
        case .noKey(_, let reason), .noSecret(_, let reason, _): reason
        default: nil
        }
    }

    func object(isChosen: Bool) -> JSONObject {
        JSONObject([
            ("name", .string(name)), ("dialect", .string(dialect)),
            ("base_url", text(provider?.baseURL ?? entry.flatMap { _ in url })),
            ("key", .string(keyState)), ("key_source", text(keySource)),
            ("origin", text(provider?.origin ?? (entry == nil ? "built-in" : entry?.place.file))),
            ("chosen", .bool(isChosen)),
            ("problem", problem.map { .object(Self.told($0.report)) } ?? .null),
        ])
    }

    private static func told(_ report: Report) -> JSONObject {
        JSONObject([
            ("code", .string(report.code.rawValue)), ("message", .string(report.message)),
            ("hint", .string(report.hint)),
        ])
    }

    private func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
