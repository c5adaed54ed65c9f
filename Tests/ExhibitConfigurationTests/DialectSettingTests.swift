import ExhibitModel
import Testing

@testable import ExhibitConfiguration

/// How the dialect of a provider decides where its key stands, and whether it needs one.
@Suite struct DialectSettingTests {
    private static let spoken = [
        SpokenDialect("openai"), SpokenDialect("jobs", needsKey: false), SpokenDialect("clacky", needsKey: false),
        SpokenDialect("fal", keyPrefix: "Key "), SpokenDialect("gemini", keyHeader: "x-goog-api-key", keyPrefix: ""),
    ]

    private func team(
        _ entry: String,
        dialect: String?,
        _ variables: [String: String] = [:]
    ) throws -> ConfiguredProvider {
        let machine = try Machine()
        machine.variables = variables
        try machine.writeConfig("{models:{providers:{team:{\(entry)}}}}")
        if let dialect {
            try machine.write(
                #"{"providers":{"team":{"dialect":"\#(dialect)"}}}"#,
                machine.ownHome + "/config.json"
            )
        }
        return try machine.provider("team", dialects: Self.spoken)
    }

    @Test(arguments: [
        (nil, "Authorization", "Bearer "), ("openai", "Authorization", "Bearer "), ("jobs", "Authorization", "Bearer "),
        ("clacky", "Authorization", "Bearer "), ("fal", "Authorization", "Key "), ("gemini", "x-goog-api-key", ""),
    ])
    func `the key stands where the dialect has it`(dialect: String?, header: String, prefix: String) throws {
        let provider = try team(
            "baseUrl:'https://gw.example', apiKey:'${TEAM_KEY}'",
            dialect: dialect,
            ["TEAM_KEY": "k-123456"]
        )
        #expect(provider.dialect == dialect ?? "openai")
        #expect(provider.secretHeaders == [SecretHeader(header, prefix: prefix, Secret("k-123456"))])
        #expect(provider.keySource == "$TEAM_KEY")
    }

    @Test(arguments: [
        ("authHeader:true, apiKey:'k-123456'", "Authorization", "Bearer "),
        ("authHeader:false, apiKey:'k-123456'", "x-goog-api-key", ""),
        (
            "apiKey:'k-other6', request:{auth:{mode:'authorization-bearer', token:'k-123456'}}", "Authorization",
            "Bearer "
        ),
        (
            "apiKey:'k-other6', request:{auth:{mode:'header', headerName:'X-Key', value:'k-123456'}}", "X-Key", ""
        ),
        ("apiKey:'k-other6', headers:{'X-Goog-Api-Key':'k-123456'}", "X-Goog-Api-Key", ""),
    ])
    func `what the config says of the header wins over the dialect`(
        entry: String,
        header: String,
        prefix: String
    ) throws {
        let provider = try team("baseUrl:'https://gw.example', \(entry)", dialect: "gemini")
        #expect(provider.secretHeaders == [SecretHeader(header, prefix: prefix, Secret("k-123456"))])
    }

    @Test(arguments: [
        ("jobs", "http://192.168.0.5:8000", PeerLimit.local as PeerLimit?), ("clacky", "http://gpu-box:7070", .local),
        ("jobs", "https://gpu.example", .any), ("fal", "https://queue.fal.run", nil),
        ("gemini", "https://generativelanguage.googleapis.com/v1beta", nil), ("openai", "http://192.168.0.5", nil),
        ("fal", "http://127.0.0.1:9", .local),
    ])
    func `only some dialects go without a key, and then stay near over plain http`(
        dialect: String,
        url: String,
        limit: PeerLimit?
    ) throws {
        guard let limit else {
            let report = try report { _ = try team("baseUrl:'\(url)'", dialect: dialect) }
            #expect(report.code == .providerNoKey)
            return
        }
        let provider = try team("baseUrl:'\(url)'", dialect: dialect)
        #expect(provider.peerLimit == limit && provider.secretHeaders.isEmpty)
    }

    @Test(arguments: ["jobs", "clacky", "fal", "gemini"])
    func `a key never goes far over plain http`(dialect: String) throws {
        let entry = "baseUrl:'http://192.168.0.5', apiKey:'k-123456'"
        #expect(try report { _ = try team(entry, dialect: dialect) }.code == .providerInsecure)
    }

    @Test func `the images API is where its variable says`() throws {
        let machine = try Machine()
        machine.variables["IMAGES_API_URL"] = "http://gpu.local:8000/"
        let provider = try machine.provider(dialects: Self.spoken)
        #expect(provider.id == "images-api" && provider.dialect == "jobs" && provider.source == "$IMAGES_API_URL")
        #expect(provider.baseURL == "http://gpu.local:8000" && provider.peerLimit == .local)
        machine.variables = [:]
        let report = try report { _ = try machine.provider("images-api", dialects: Self.spoken) }
        #expect(report.code == .configInvalid && report.message == "$IMAGES_API_URL: is not set")
    }

    @Test(arguments: [
        (["CLACKY_SERVER_HOST": "127.0.0.1", "CLACKY_SERVER_PORT": "8123"], "http://127.0.0.1:8123"),
        (["CLACKY_SERVER_PORT": "8123"], "http://127.0.0.1:8123"), (["CLACKY_SERVER_HOST": "box"], "http://box:7070"),
        (["CLACKY_SERVER_HOST": "::1"], "http://[::1]:7070"), ([:], "http://127.0.0.1:7070"),
    ])
    func `the Clacky server is where its variables say`(variables: [String: String], url: String) throws {
        let machine = try Machine()
        machine.variables = variables
        let provider = try machine.provider("clacky", dialects: Self.spoken)
        #expect(provider.baseURL == url && provider.dialect == "clacky" && provider.peerLimit == .local)
    }

    @Test func `a port that is none`() throws {
        let machine = try Machine()
        machine.variables["CLACKY_SERVER_PORT"] = "seventy"
        #expect(try report { _ = try machine.provider("clacky", dialects: Self.spoken) }.code == .configInvalid)
    }

    @Test func `built-ins take settings like any provider`() throws {
        let machine = try Machine()
        machine.variables["IMAGES_API_URL"] = "http://gpu.example:8000"
        try machine.write(#"{"providers":{"images-api":{"allow_http":true}}}"#, machine.ownHome + "/config.json")
        #expect(try machine.provider("images-api", dialects: Self.spoken).peerLimit == .any)
    }

    @Test func `the dialect's own model comes last`() throws {
        let machine = try Machine()
        machine.variables["IMAGES_API_URL"] = "http://gpu.local:8000"
        func model() throws -> ModelChoice {
            let provider = try machine.provider("images-api", dialects: Self.spoken)
            return try machine.settings().model(flag: nil, mode: .edit, provider: provider, dialectModel: "flux-dev")
        }
        #expect(try model() == ModelChoice(name: "flux-dev", source: "default of the dialect jobs"))
        // A variable that names a model of the openai dialect says nothing here.
        machine.variables["OPENCLAW_IMAGE_MODEL"] = "gpt-image-2"
        #expect(try model().name == "flux-dev")
        machine.variables["OPENCLAW_MEDIA_EDIT_MODEL"] = "flux-kontext"
        #expect(try model() == ModelChoice(name: "flux-kontext", source: "$OPENCLAW_MEDIA_EDIT_MODEL"))
    }

    @Test func `a provider's dialect is known before it can be used`() throws {
        let machine = try Machine()
        try machine.writeConfig(
            "{models:{providers:{team:{baseUrl:'https://gw.example'}, clacky:{baseUrl:'https://c.example'}}}}"
        )
        let settings = try machine.settings()
        #expect(settings.dialect(of: "images-api") == "jobs")
        #expect(settings.dialect(of: "team") == "openai")
        #expect(settings.dialect(of: "clacky") == "openai")
        #expect(settings.dialect(of: "nobody") == "openai")
    }
}
