import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitConfiguration

@Suite struct ChoiceTests {
    private static let config = """
        {models: {providers: {
          zeta: {baseUrl: 'https://z.example', apiKey: 'k-zzzzzz'},
          sandbox: {baseUrl: 'https://s.example', apiKey: 'k-ssssss'},
          happy: {baseUrl: 'https://h.example', apiKey: 'k-hhhhhh'},
          alpha: {baseUrl: 'https://a.example', apiKey: 'k-aaaaaa'}}}}
        """

    /// Each step wins over all below it, so they are taken away one after the other.
    @Test func `the order in which a provider is looked for`() throws {
        let machine = try Machine()
        try machine.writeConfig(Self.config)
        try machine.write(#"{"default_provider":"openai"}"#, machine.ownHome + "/config.json")
        machine.variables = [
            "OPENCLAW_IMAGE_PROVIDER": "alpha", "OPENCLAW_MEDIA_PROVIDER": "zeta", "OPENAI_API_KEY": "k-oooooo",
        ]
        func choice(_ flag: String? = nil, _ mode: Mode = .edit) throws -> [String] {
            let choice = try machine.settings().choose(flag: flag, mode: mode)
            return [choice.id, choice.source]
        }
        #expect(try choice("happy") == ["happy", "--provider"])
        #expect(try choice() == ["alpha", "$OPENCLAW_IMAGE_PROVIDER"])
        #expect(try choice(nil, .video) == ["zeta", "$OPENCLAW_MEDIA_PROVIDER"])
        machine.variables["OPENCLAW_IMAGE_PROVIDER"] = nil
        #expect(try choice() == ["zeta", "$OPENCLAW_MEDIA_PROVIDER"])
        machine.variables["OPENCLAW_MEDIA_PROVIDER"] = nil
        #expect(try choice() == ["openai", "config.json default_provider"])
        try machine.write("{}", machine.ownHome + "/config.json")
        #expect(try choice() == ["happy", "OpenClaw config: happy"])
        try machine.writeConfig(Self.config.replacing("happy", with: "hippo"))
        #expect(try choice() == ["zeta", "OpenClaw config: first provider"])
        try machine.writeConfig("{models: {providers: {sandbox: {baseUrl: 'https://s.example', apiKey: 'k-ssssss'}}}}")
        #expect(try choice() == ["openai", "$OPENAI_API_KEY"])
        machine.variables["OPENAI_API_KEY"] = nil
        let report = try report { _ = try choice() }
        #expect(report.code == .providerNotFound)
        #expect(report.exit == .usage)
    }

    @Test func `two configured built-ins are no choice, and the error says what was looked at`() throws {
        let machine = try Machine()
        machine.variables = ["OPENAI_API_KEY": "k-oooooo", "CLACKY_SERVER_PORT": "7070"]
        let report = try report { _ = try machine.settings().choose(flag: nil, mode: .generation) }
        #expect(report.code == .providerNotFound)
        for word in [
            "--provider", "$OPENCLAW_IMAGE_PROVIDER", "$OPENCLAW_MEDIA_PROVIDER", "default_provider",
            "/.openclaw/openclaw.json", "openai and clacky",
        ] { #expect(report.message.contains(word)) }
        machine.variables["OPENAI_API_KEY"] = nil
        #expect(try machine.settings().choose(flag: nil, mode: .generation).source == "$CLACKY_SERVER_PORT")
    }

    @Test func `nothing is configured: the sandbox is not chosen by itself`() throws {
        let machine = try Machine()
        let report = try report { _ = try machine.provider() }
        #expect(report.code == .providerNotFound)
        #expect(report.message.contains("$OPENAI_API_KEY"))
        #expect(report.hint.contains("sandbox"))
    }

    @Test func `the sandbox has no base URL yet, and a config cannot take its name`() throws {
        let machine = try Machine()
        try machine.writeConfig(Self.config)
        var provider = try machine.provider("sandbox")
        #expect(provider.isSandbox)
        #expect(provider.baseURL == nil)
        #expect(provider.key == nil)
        #expect(provider.peerLimit == .loopback)
        provider.baseURL = "http://127.0.0.1:1/v1"
        #expect(provider.snapshot["base_url"] == "http://127.0.0.1:1/v1")
    }

    @Test func `the sandbox needs no config that can be read`() throws {
        let machine = try Machine()
        try machine.writeConfig("{broken")
        #expect(try machine.provider("sandbox").isSandbox)
        #expect(try report { _ = try machine.provider() }.code == .configInvalid)
    }

    @Test func `openai from its environment, unless the config has one`() throws {
        let machine = try Machine()
        machine.variables = ["OPENAI_API_KEY": "k-oooooo"]
        let provider = try machine.provider()
        #expect(provider.baseURL == "https://api.openai.com/v1")
        #expect(provider.keySource == "$OPENAI_API_KEY")
        #expect(provider.origin == "built-in")
        #expect(provider.secretHeaders.map(\.prefix) == ["Bearer "])
        machine.variables["OPENAI_BASE_URL"] = "https://eu.api.openai.com/v1/"
        #expect(try machine.provider().baseURL == "https://eu.api.openai.com/v1")
        try machine.writeConfig("{models:{providers:{openai:{baseUrl:'https://relay.example', apiKey:'k-rrrrrr'}}}}")
        #expect(try machine.provider("openai").baseURL == "https://relay.example")
    }

    @Test func `openai by name without its key`() throws {
        let machine = try Machine()
        let report = try report { _ = try machine.provider("openai") }
        #expect(report.code == .providerNoKey)
        #expect(report.message.contains("$OPENAI_API_KEY"))
    }

    @Test(arguments: [("images-api", "jobs"), ("clacky", "clacky")])
    func `a built-in whose dialect nobody speaks`(name: String, dialect: String) throws {
        let machine = try Machine()
        let report = try report { _ = try machine.provider(name) }
        #expect(report.code == .providerDialectUnknown)
        #expect(report.message.contains("\"\(dialect)\""))
        #expect(report.message.contains("it speaks openai"))
    }

    @Test func `a dialect of the settings that nobody speaks`() throws {
        let machine = try Machine()
        try machine.writeConfig(Self.config)
        try machine.write(#"{"providers":{"happy":{"dialect":"fal"}}}"#, machine.ownHome + "/config.json")
        #expect(try report { _ = try machine.provider() }.code == .providerDialectUnknown)
    }

    @Test func `a misspelt provider`() throws {
        let machine = try Machine()
        try machine.writeConfig(Self.config)
        let report = try report { _ = try machine.provider("hapy") }
        #expect(report.code == .providerNotFound)
        #expect(report.message.contains("(named by --provider), did you mean \"happy\"?"))
    }

    @Test func `the order in which a model is looked for`() throws {
        let machine = try Machine()
        try machine.writeConfig(Self.config)
        try machine.write(#"{"default_model":"from-home"}"#, machine.ownHome + "/config.json")
        machine.variables = [
            "OPENCLAW_IMAGE_MODEL": "image", "OPENCLAW_MEDIA_IMAGE_MODEL": "media", "OPENCLAW_MEDIA_EDIT_MODEL": "edit",
            "OPENCLAW_MEDIA_VIDEO_MODEL": "video",
        ]
        func model(_ flag: String? = nil, _ mode: Mode = .generation, _ provider: String = "happy") throws -> [String] {
            let settings = try machine.settings()
            let choice = try settings.model(flag: flag, mode: mode, provider: try machine.provider(provider))
            return [choice.name, choice.source]
        }
        #expect(try model("flag") == ["flag", "--model"])
        #expect(try model() == ["image", "$OPENCLAW_IMAGE_MODEL"])
        #expect(try model(nil, .video) == ["video", "$OPENCLAW_MEDIA_VIDEO_MODEL"])
        machine.variables["OPENCLAW_IMAGE_MODEL"] = nil
        #expect(try model() == ["media", "$OPENCLAW_MEDIA_IMAGE_MODEL"])
        #expect(try model(nil, .edit) == ["edit", "$OPENCLAW_MEDIA_EDIT_MODEL"])
        machine.variables = [:]
        #expect(try model() == ["from-home", "config.json default_model"])
        try machine.write("{}", machine.ownHome + "/config.json")
        #expect(try model() == ["gpt-image-2", "default of happy"])
        #expect(try model(nil, .edit) == ["gpt-image-2", "default of happy"])
        #expect(try model(nil, .edit, "sandbox") == ["sandbox-1", "default of sandbox"])
        let nothing = try report { _ = try model(nil, .generation, "zeta") }
        #expect(nothing.code == .modelPlaceholder)
        #expect(nothing.hint == "give --model NAME, or set $OPENCLAW_IMAGE_MODEL")
        #expect(
            try report { _ = try model(nil, .video) }.hint == "give --model NAME, or set $OPENCLAW_MEDIA_VIDEO_MODEL"
        )
    }

    @Test(arguments: ["image-model", "image-edit-model", "video-model"])
    func `a placeholder is refused wherever it comes from`(name: String) throws {
        let machine = try Machine()
        try machine.writeConfig(Self.config)
        let provider = try machine.provider()
        let flag = try report { _ = try machine.settings().model(flag: name, mode: .generation, provider: provider) }
        #expect(flag.code == .modelPlaceholder)
        #expect(flag.message.contains("\"\(name)\" is a placeholder"))
        #expect(try report { try ModelChoice.refusePlaceholder(name, from: "--extra-json") }.code == .modelPlaceholder)
        #expect(throws: Never.self) { try ModelChoice.refusePlaceholder("gpt-image-2", from: "--extra-json") }
        machine.variables["OPENCLAW_IMAGE_MODEL"] = name
        #expect(
            try report { _ = try machine.settings().model(flag: nil, mode: .generation, provider: provider) }.code
                == .modelPlaceholder
        )
    }
}
