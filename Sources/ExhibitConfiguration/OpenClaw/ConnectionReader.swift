import ExhibitJSON
import ExhibitModel
import ExhibitRedaction

/// Fills in one entry of `models.providers`.
///
/// What it does not know it leaves alone: the file belongs to OpenClaw. What it knows and cannot honour it refuses.
struct ConnectionReader {
    private let entry: ProviderEntry
    private let secrets: SecretInput
    private let dialect: SpokenDialect
    private var connection: ProviderConnection

    /// The connection with its secrets; without `runsCommands` those are missing that a command tells.
    static func read(
        _ entry: ProviderEntry,
        _ config: OpenClawConfig,
        dialect: SpokenDialect,
        runsCommands: Bool
    ) throws(ConfigurationError) -> ProviderConnection {
        var reader = try ConnectionReader(entry, config, dialect, runsCommands: runsCommands)
        try reader.readKey()
        try reader.readHeaders(entry.node.member("headers"))
        try reader.readTimeout()
        if let request = entry.node.member("request") {
            try reader.readHeaders(request.member("headers"))
            if let auth = request.member("auth") { try reader.readAuthentication(auth) }
            if let proxy = request.member("proxy") { try reader.readProxy(proxy) }
            if let tls = request.member("tls") { try reader.readTLS(tls) }
        }
        return reader.connection
    }

    private init(
        _ entry: ProviderEntry,
        _ config: OpenClawConfig,
        _ dialect: SpokenDialect,
        runsCommands: Bool
    ) throws(ConfigurationError) {
        self.entry = entry
        self.dialect = dialect
        secrets = SecretInput(provider: entry.id, secrets: config.secrets, runsCommands: runsCommands)
        guard let node = entry.node.member("baseUrl") else { throw .invalid(entry.place, "baseUrl is missing") }
        let text = try ResolvedText.expand(node, from: config.variables) { .invalid(node.place, $0) }
        connection = ProviderConnection(baseURL: try BaseURL(text.text, at: node.place), notes: text.notes)
    }

    private mutating func readKey() throws(ConfigurationError) {
        if let auth = entry.node.member("auth"), case let kind = try auth.string(), kind != "api-key", kind != "token" {
            throw .invalid(auth.place, "exhibit can use \"api-key\" and \"token\" only, not \"\(kind)\"")
        }
        let wantsAuthorization = try entry.node.member("authHeader")?.bool() ?? false
        guard let node = entry.node.member("apiKey") else { return }
        guard let key = try secret(node) else { return }
        connection.key = key.secret
        connection.keySource = key.source
        set(
            wantsAuthorization && dialect.keyHeader.lowercased() != "authorization"
                ? SecretHeader("Authorization", prefix: "Bearer ", key.secret)
                : SecretHeader(dialect.keyHeader, prefix: dialect.keyPrefix, key.secret)
        )
    }

    /// Nil when a command tells it that is not run.
    private mutating func secret(_ node: ConfigNode) throws(ConfigurationError) -> (secret: Secret, source: String)? {
        let resolved = try resolve(node)
        guard !resolved.isUnrun else { return nil }
        let value = try HeaderRule.value(resolved.text, at: node.place)
        guard !value.isEmpty else { throw .noKey(provider: entry.id, reason: "\(node.place) is empty") }
        return (Secret(value), resolved.source)
    }

    private mutating func resolve(_ node: ConfigNode) throws(ConfigurationError) -> ResolvedText {
        let resolved = try secrets.resolve(node)
        connection.notes += resolved.notes
        if resolved.isUnrun { connection.unrunCommand = resolved.source }
        return resolved
    }

    private mutating func readHeaders(_ headers: ConfigNode?) throws(ConfigurationError) {
        for (name, node) in try headers?.members() ?? [] {
            try HeaderRule.check(name: name, at: node.place)
            let resolved = try resolve(node)
            guard !resolved.isUnrun else { continue }
            let value = try HeaderRule.value(resolved.text, at: node.place)
            if resolved.isFromOutside || Redactor.isSecretHeader(name) {
                set(SecretHeader(name, Secret(value)))
            } else {
                remove(name)
                connection.headers.append(PlainHeader(name, value))
            }
        }
    }

    /// A later header of the same name takes the earlier one's place: the most special setting wins.
    private mutating func set(_ header: SecretHeader) {
        remove(header.name)
        connection.secretHeaders.append(header)
    }

    private mutating func remove(_ name: String) {
        connection.headers.removeAll { $0.name.lowercased() == name.lowercased() }
        connection.secretHeaders.removeAll { $0.name.lowercased() == name.lowercased() }
    }

    private mutating func readAuthentication(_ auth: ConfigNode) throws(ConfigurationError) {
        guard let mode = auth.member("mode") else { throw .invalid(auth.place, "mode is missing") }
        switch try mode.string() {
        case "provider-default":
            return
        case "authorization-bearer":
            guard let token = auth.member("token") else { throw .invalid(auth.place, "token is missing") }
            guard let key = try secret(token) else { return }
            remove(dialect.keyHeader)
            use(key, in: SecretHeader("Authorization", prefix: "Bearer ", key.secret))
        case "header":
            guard let name = auth.member("headerName"), let value = auth.member("value") else {
                throw .invalid(auth.place, "headerName and value are needed")
            }
            let headerName = try name.string()
            try HeaderRule.check(name: headerName, at: name.place)
            let prefix = try HeaderRule.value(try auth.member("prefix")?.string() ?? "", at: auth.place)
            guard let key = try secret(value) else { return }
            remove("Authorization")
            remove(dialect.keyHeader)
            use(key, in: SecretHeader(headerName, prefix: prefix.isEmpty ? "" : prefix + " ", key.secret))
        case let other:
            throw .invalid(mode.place, "there is no mode \"\(other)\"")
        }
    }

    private mutating func use(_ key: (secret: Secret, source: String), in header: SecretHeader) {
        connection.key = key.secret
        connection.keySource = key.source
        set(header)
    }

    private mutating func readTimeout() throws(ConfigurationError) {
        guard let node = entry.node.member("timeoutSeconds") else { return }
        guard let text = node.value.number?.text, let seconds = Double(text), seconds > 0, seconds <= 86_400 else {
            throw .invalid(node.place, "must be a number of seconds above 0, at most 86400")
        }
        connection.timeout = .milliseconds(Int64((seconds * 1000).rounded(.up)))
    }

    private mutating func readProxy(_ proxy: ConfigNode) throws(ConfigurationError) {
        guard let mode = proxy.member("mode") else { throw .invalid(proxy.place, "mode is missing") }
        switch try mode.string() {
        case "env-proxy":
            return
        case "explicit-proxy":
            guard let url = proxy.member("url") else { throw .invalid(proxy.place, "url is missing") }
            connection.proxy = try secret(url)?.secret
        case let other:
            throw .invalid(mode.place, "there is no mode \"\(other)\"")
        }
    }

    private mutating func readTLS(_ tls: ConfigNode) throws(ConfigurationError) {
        if let flag = tls.member("insecureSkipVerify"), try flag.bool() {
            throw .unsupported(
                flag.place,
                "exhibit never skips the check of a certificate; name the authority in request.tls.ca"
            )
        }
        for name in ["cert", "key", "passphrase", "serverName"] {
            if let node = tls.member(name) {
                throw .unsupported(node.place, "client certificates and server names are not supported in this version")
            }
        }
        guard let authority = tls.member("ca") else { return }
        let path = try ResolvedText.expand(authority, from: secrets.secrets.variables) { .invalid(authority.place, $0) }
        guard !path.text.contains("-----BEGIN") else {
            throw .unsupported(authority.place, "certificates inside the config are not supported; name a PEM file")
        }
        connection.authorityFile = path.text
        connection.notes += path.notes
    }
}
