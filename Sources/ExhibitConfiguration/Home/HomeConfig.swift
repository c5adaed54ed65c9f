import ExhibitJSON
package import ExhibitModel

/// The home's `config.json`: strict JSON, known keys only, never a secret.
package struct HomeConfig: Sendable, Hashable {
    package private(set) var providers: [String: ProviderSettings] = [:]
    package private(set) var defaultProvider: String?
    /// Names or files, judged in this order.
    package private(set) var defaultPolicies: [String] = []
    package private(set) var defaultModel: String?
    /// Models for one kind of run each; they win over ``defaultModel``.
    package private(set) var defaultModels: [Mode: String] = [:]
    /// As written; `~/` is the reader's to resolve.
    package private(set) var outFolder: String?
    /// The first that fits counts.
    package private(set) var prices: [Price] = []
    /// Those that are asked at the start and the end of what is made; none means that nobody is.
    package private(set) var timeStampAuthorities: [TimeStampSettings] = []
    /// Whose cosignatures count; those with an address are asked as the time-stamp authorities are.
    package private(set) var witnesses: [WitnessSettings] = []
    private var source = JSONObject()

    static let keys = [
        "providers", "default_provider", "default_policy", "default_model", "default_models", "out_dir", "prices",
        "tsa",
        "witnesses",
    ]
    private static let modeKeys = [
        "image": Mode.generation, "edit": .edit, "video": .video, "speech": .speech, "upscale": .upscale,
    ]

    /// A home without `config.json`.
    package init() {}

    /// Reads the file's bytes; errors call it `file`.
    package init(parsing bytes: [UInt8], file: String) throws(ConfigurationError) {
        try self.init(
            try ConfigFile.parse(bytes, file) { bytes throws(JSONError) in try JSONReader.read(bytes, .reply) }
        )
    }

    /// Reads `config.json` in `home`; a home without one has the defaults.
    package static func load(home: String) throws(ConfigurationError) -> HomeConfig {
        let path = home + "/config.json"
        guard RegularFile.exists(path) else { return HomeConfig() }
        return try HomeConfig(parsing: try ConfigFile.read(path), file: path)
    }

    package func settings(for provider: String) -> ProviderSettings {
        providers[provider] ?? ProviderSettings()
    }

    package func model(for mode: Mode) -> (name: String, key: String)? {
        if let name = defaultModels[mode], let key = Self.modeKeys.first(where: { $0.value == mode })?.key {
            return (name, "default_models.\(key)")
        }
        return Self.modelKey(for: mode) == Self.anyModelKey ? defaultModel.map { ($0, Self.anyModelKey) } : nil
    }

    private static let anyModelKey = "default_model"

    /// The last key that is looked at: no model for pictures and video speaks, or enlarges.
    static func modelKey(for mode: Mode) -> String {
        switch mode {
        case .generation, .edit, .video: anyModelKey
        case .speech, .upscale, .fetch: "default_models.\(mode.rawValue)"
        }
    }

    private init(_ root: ConfigNode) throws(ConfigurationError) {
        try root.refuseKeys(outside: Self.keys)
        source = try root.object()
        for (id, node) in try root.member("providers")?.members() ?? [] {
            providers[id] = try ProviderSettings(node)
        }
        defaultProvider = try root.member("default_provider")?.nonEmptyString()
        defaultPolicies = try root.member("default_policy").map(Self.names) ?? []
        defaultModel = try root.member("default_model")?.nonEmptyString()
        if let models = root.member("default_models") {
            try models.refuseKeys(outside: Self.modeKeys.keys.sorted())
            for (key, node) in try models.members() {
                if let mode = Self.modeKeys[key] { defaultModels[mode] = try node.nonEmptyString() }
            }
        }
        outFolder = try root.member("out_dir")?.nonEmptyString()
        prices = try root.member("prices").map(Price.list) ?? []
        timeStampAuthorities = try root.member("tsa").map(TimeStampSettings.list) ?? []
        witnesses = try root.member("witnesses").map(WitnessSettings.list) ?? []
    }

    private static func names(_ node: ConfigNode) throws(ConfigurationError) -> [String] {
        guard node.value.array != nil else { return [try node.nonEmptyString()] }
        var names: [String] = []
        for element in try node.elements() { names.append(try element.nonEmptyString()) }
        return names
    }

    /// The file's text with the defaults that `ledger init` writes; everything else stays as it was.
    package func text(settingProvider provider: String?, policy: String?) -> String {
        var object = source
        if let provider { object["default_provider"] = .string(provider) }
        if let policy { object["default_policy"] = .string(policy) }
        return JSONText.pretty(.object(object)) + "\n"
    }
}
