package import ExhibitJSON
package import ExhibitModel
package import ExhibitRedaction

/// A provider that was chosen and resolved: everything that sending to it needs.
package struct ConfiguredProvider: Sendable, Hashable {
    package let id: String
    package let dialect: String
    /// Without a `/` at the end; nil for the sandbox until it has been started.
    package var baseURL: String?
    package let key: Secret?
    /// `$HAPPY_KEY`, or `config` for a key that stands in the file.
    package let keySource: String?
    package let headers: [PlainHeader]
    /// The key's own header is among them.
    package let secretHeaders: [SecretHeader]
    /// The step of the look-up that chose this provider.
    package let source: String
    /// `built-in`, or the file that holds the entry.
    package let origin: String
    package let settings: ProviderSettings
    package let peerLimit: PeerLimit
    package let timeout: Duration?
    /// Explicit proxy of the config; it may hold a credential.
    package let proxy: Secret?
    /// PEM file of the only authorities to trust.
    package let authorityFile: String?
    /// `command vault` where a command tells a credential and was not run; without it the provider cannot be asked.
    package let unrunCommand: String?
    package let notes: [Note]

    package var isSandbox: Bool { origin == Self.builtIn && id == BuiltInProvider.sandbox.rawValue }
    package var ambiguous: ProviderSettings.Ambiguous { settings.ambiguous }
    package var requireTLS13: Bool { settings.requireTLS13 }
    package var pinnedPublicKey: String? { settings.pinnedPublicKey }
    package var allowHTTP: Bool { settings.allowHTTP }
    package var maxInFlight: Int { settings.maxInFlight ?? 4 }

    static let builtIn = "built-in"

    /// What the redactor has to know.
    package var knownSecrets: [KnownSecret] {
        let keyName = keySource.flatMap { $0.hasPrefix("$") ? $0 : nil } ?? "key of \(id)"
        let headers = secretHeaders.map { header in
            KnownSecret(name: header.value == key ? keyName : "header \(header.name) of \(id)", value: header.value)
        }
        return headers + (proxy.map { [KnownSecret(name: "proxy of \(id)", value: $0)] } ?? [])
    }

    /// For the record: which settings were in force, without a secret.
    package var snapshot: JSONObject {
        var object: JSONObject = [
            "provider": .string(id), "provider_source": .string(source), "dialect": .string(dialect),
            "ambiguous": .string(ambiguous.rawValue), "max_in_flight": .int(maxInFlight),
            "require_tls13": .bool(requireTLS13), "allow_http": .bool(allowHTTP),
            "peer_limit": .string(peerLimit.rawValue), "custom_ca": .bool(authorityFile != nil),
            "explicit_proxy": .bool(proxy != nil),
            "headers": .array(headers.map { .string($0.name) }),
            "secret_headers": .array(secretHeaders.map { .string($0.name) }),
        ]
        if let baseURL { object["base_url"] = .string(baseURL) }
        if let keySource { object["key_source"] = .string(keySource) }
        if let pinnedPublicKey { object["pinned_public_key"] = .string(pinnedPublicKey) }
        return object
    }
}
