import ExhibitModel
import ExhibitRedaction
import Testing

@testable import ExhibitConfiguration

@Suite struct OpenClawProviderTests {
    /// The provider `team` with the given members besides its base URL.
    private func team(
        _ members: String,
        _ variables: [String: String] = [:],
        more: String = ""
    ) throws -> ConfiguredProvider {
        let machine = try Machine()
        machine.variables = variables
        try machine.writeConfig(
            "{models:{providers:{team:{baseUrl:\"https://gw.example/v1/\", \(members)}}}\(more)}"
        )
        return try machine.provider("team")
    }

    @Test func `a config in JSON5 with a key from the environment`() throws {
        let machine = try Machine()
        machine.variables = ["HAPPY_KEY": "sk-happy-0123456789"]
        try machine.writeConfig(
            """
            { // the studio's gateway
              models: { mode: 'merge', providers: {
                happy: { baseUrl: "https://gw.example/v1/", apiKey: "${HAPPY_KEY}", api: "openai-completions",
                         headers: { "X-Tenant": "studio" }, timeoutSeconds: 90.5, models: [], },
              } },
            }
            """
        )
        let provider = try machine.provider()
        #expect(provider.id == "happy")
        #expect(provider.dialect == "openai")
        #expect(provider.baseURL == "https://gw.example/v1")
        #expect(provider.key?.shown == "sk-happy-0123456789")
        #expect(provider.keySource == "$HAPPY_KEY")
        #expect(provider.headers == [PlainHeader("X-Tenant", "studio")])
        #expect(
            provider.secretHeaders == [SecretHeader("Authorization", prefix: "Bearer ", Secret("sk-happy-0123456789"))]
        )
        #expect(provider.timeout == .milliseconds(90_500))
        #expect(provider.peerLimit == .any)
        #expect(provider.notes.isEmpty)
        #expect(provider.knownSecrets.map(\.name) == ["$HAPPY_KEY"])
        #expect(!"\(provider)".contains("sk-happy"))
        #expect(!"\(provider.snapshot)".contains("sk-happy"))
    }

    typealias KeyRow = (apiKey: String, key: String, source: String, notes: [String])

    static let keys: [KeyRow] = [
        (#""literal-key""#, "literal-key", "config", []),
        (#""$TEAM_KEY""#, "k-from-env", "$TEAM_KEY", []),
        (#""${TEAM_KEY}""#, "k-from-env", "$TEAM_KEY", []),
        (#""pre-${TEAM_KEY}""#, "pre-k-from-env", "$TEAM_KEY", []),
        (#""${GONE:-fallback}""#, "fallback", "config", []),
        (#"{source:"env",provider:"default",id:"TEAM_KEY"}"#, "k-from-env", "$TEAM_KEY", []),
        (#"{source:"env",id:"TEAM_KEY"}"#, "k-from-env", "$TEAM_KEY", []),
        (#""secretref-env:TEAM_KEY""#, "k-from-env", "$TEAM_KEY", []),
        (#""TEAM_KEY""#, "k-from-env", "$TEAM_KEY", ["config.key_is_variable"]),
        (#""UNSET_KEY""#, "UNSET_KEY", "config", ["config.key_looks_like_variable"]),
        (#""  padded\n""#, "padded", "config", []),
    ]

    @Test(arguments: keys)
    func `where a key may come from`(row: KeyRow) throws {
        let provider = try team("apiKey: \(row.apiKey)", ["TEAM_KEY": "k-from-env"])
        #expect(provider.key?.shown == row.key)
        #expect(provider.keySource == row.source)
        #expect(provider.notes.map(\.code) == row.notes)
    }

    typealias FaultRow = (members: String, code: ErrorCode, words: [String])

    static let faults: [FaultRow] = [
        (#"apiKey: "${GONE}""#, .providerNoKey, ["/models/providers/team/apiKey", "GONE"]),
        (#"apiKey: "$GONE""#, .providerNoKey, ["GONE"]),
        (#"apiKey: """#, .providerNoKey, ["empty"]),
        (#"models: []"#, .providerNoKey, ["no apiKey"]),
        (#"apiKey: "secretref-managed""#, .providerNoKey, ["OpenClaw"]),
        (#"apiKey: {source:"env",id:"GONE"}"#, .providerNoKey, ["GONE"]),
        (#"apiKey: {source:"env",id:"gone"}"#, .configInvalid, ["/apiKey/id"]),
        (#"apiKey: {source:"file",provider:"f",id:"/a"}"#, .configInvalid, ["\"f\"", "secrets.providers"]),
        (#"apiKey: {source:"exec",provider:"v",id:"a"}"#, .configInvalid, ["\"v\"", "secrets.providers"]),
        (#"apiKey: {source:"file",provider:"F",id:"/a"}"#, .configInvalid, ["/apiKey/provider", "\"F\""]),
        (#"apiKey: {source:"store",id:"a"}"#, .configInvalid, ["\"store\"", "outside OpenClaw"]),
        (#"apiKey: {source:"vault",id:"a"}"#, .configInvalid, ["\"vault\""]),
        (#"apiKey: {id:"A"}"#, .configInvalid, ["source"]),
        (#"apiKey: 5"#, .configInvalid, ["/models/providers/team/apiKey", "string"]),
        (#"apiKey: "a\nb""#, .configInvalid, ["line break"]),
        (#"apiKey: "k-123456", auth: "oauth""#, .configInvalid, ["/auth", "oauth"]),
        (#"apiKey: "k-123456", timeoutSeconds: 0"#, .configInvalid, ["/timeoutSeconds"]),
        (#"apiKey: "k-123456", headers: {"X Y": "a"}"#, .configInvalid, ["HTTP header"]),
        (#"apiKey: "k-123456", headers: {"X-Y": "a\r\nB: c"}"#, .configInvalid, ["line break"]),
        (#"apiKey: "k-123456", headers: {Host: "a"}"#, .configInvalid, ["Host"]),
        (#"apiKey: "k-123456", headers: {"X-Y": "${GONE}"}"#, .providerNoKey, ["/headers/X-Y", "GONE"]),
        (
            #"apiKey: "k-123456", request: {tls: {insecureSkipVerify: true}}"#, .configInvalid,
            ["/request/tls/insecureSkipVerify"]
        ),
        (#"apiKey: "k-123456", request: {tls: {cert: "a"}}"#, .configInvalid, ["/request/tls/cert"]),
        (#"apiKey: "k-123456", request: {tls: {ca: "-----BEGIN CERTIFICATE-----"}}"#, .configInvalid, ["PEM file"]),
        (#"apiKey: "k-123456", request: {auth: {mode: "magic"}}"#, .configInvalid, ["/request/auth/mode", "magic"]),
        (#"apiKey: "k-123456", request: {proxy: {mode: "explicit-proxy"}}"#, .configInvalid, ["url is missing"]),
        (#"apiKey: "k-123456", authHeader: "yes""#, .configInvalid, ["/authHeader"]),
    ]

    @Test(arguments: faults)
    func `what cannot be honoured is refused by its place`(row: FaultRow) throws {
        let report = try report { _ = try team(row.members) }
        #expect(report.code == row.code)
        for word in row.words { #expect(report.message.contains(word)) }
    }

    @Test(arguments: [
        ("ftp://gw.example", "https://"), ("gw.example/v1", "https://"), ("https://", "host"), ("https://:80/", "host"),
        ("https://user:pw@gw.example/v1", "user or password"), ("https://gw.example/v1?key=1", "query"),
        ("https://gw.example:99999/v1", "port"), ("https://gw .example", "spaces"), ("${GONE}", "GONE"),
        ("", "https://"),
    ])
    func `a base URL that cannot be one`(url: String, word: String) throws {
        let machine = try Machine()
        try machine.writeConfig("{models:{providers:{team:{baseUrl:\"\(url)\", apiKey:\"k-123456\"}}}}")
        let report = try report { _ = try machine.provider("team") }
        #expect(report.code == .configInvalid)
        #expect(report.message.contains("/models/providers/team/baseUrl"))
        #expect(report.message.contains(word))
    }

    @Test func `headers from outside or named like credentials are secret`() throws {
        let provider = try team(
            #"headers: {"X-Tenant": "studio", "X-Api-Key": "k-123456", "X-Env": "${TENANT}"}"#,
            ["TENANT": "t-42"]
        )
        #expect(provider.headers == [PlainHeader("X-Tenant", "studio")])
        #expect(provider.secretHeaders.map(\.name) == ["X-Api-Key", "X-Env"])
        #expect(provider.key == nil)
        #expect(provider.keySource == nil)
    }

    @Test func `a header of the config takes the key's place, and request's one the config's`() throws {
        let provider = try team(
            #"""
            apiKey: "k-123456", headers: {authorization: "Key k-789012"},
            request: {headers: {AUTHORIZATION: "Token t-345678"}}
            """#
        )
        #expect(provider.secretHeaders == [SecretHeader("AUTHORIZATION", Secret("Token t-345678"))])
    }

    @Test func `a header of its own for the key`() throws {
        let provider = try team(
            #"""
            apiKey: "k-123456",
            request: {auth: {mode: "header", headerName: "X-Key", value: "$XKEY", prefix: "Key"}}
            """#,
            ["XKEY": "x-123456"]
        )
        #expect(provider.secretHeaders == [SecretHeader("X-Key", prefix: "Key ", Secret("x-123456"))])
        #expect(provider.keySource == "$XKEY")
        #expect(provider.key?.shown == "x-123456")
    }

    @Test func `a bearer token, an explicit proxy, an authority`() throws {
        let provider = try team(
            #"""
            request: { auth: {mode: "authorization-bearer", token: "t-123456"},
              proxy: {mode: "explicit-proxy", url: "http://u:p@proxy.example:3128"}, tls: {ca: "~/ca.pem"} }
            """#
        )
        #expect(provider.secretHeaders == [SecretHeader("Authorization", prefix: "Bearer ", Secret("t-123456"))])
        #expect(provider.proxy?.shown == "http://u:p@proxy.example:3128")
        #expect(provider.authorityFile?.hasSuffix("/home/ca.pem") == true)
        #expect(provider.knownSecrets.map(\.name) == ["key of team", "proxy of team"])
    }

    @Test func `the first source of a variable wins, and a file is told`() throws {
        let machine = try Machine()
        try machine.writeConfig(
            """
            {env: {vars: {A: "vars", B: "vars", C: "vars", D: "vars"}, E: "legacy", D: "legacy"},
             models: {providers: {team: {baseUrl: "https://gw.example", apiKey: "${A}-${B}-${C}-${D}-${E}"}}}}
            """
        )
        machine.variables["A"] = "process"
        try machine.write("A=cwd\nB=cwd\nnonsense", machine.work + "/.env")
        try machine.write("B=state\nC=state", machine.home + "/.openclaw/.env")
        let provider = try machine.provider("team")
        #expect(provider.key?.shown == "process-cwd-state-vars-legacy")
        let notes = provider.notes.map(\.message).joined(separator: "\n")
        #expect(notes.contains("./.env: not NAME=value in line 3"))
        #expect(notes.contains("B of"))
        #expect(!notes.contains("A of"))
        #expect(!notes.contains("cwd"))
    }

    @Test func `an allow-list of the secret provider is obeyed`() throws {
        let more = #", secrets: {providers: {default: {source: "env", allowlist: ["OTHER"]}}}"#
        let report = try report {
            _ = try team(#"apiKey: {source:"env",id:"TEAM_KEY"}"#, ["TEAM_KEY": "k-123456"], more: more)
        }
        #expect(report.code == .providerNoKey)
        #expect(report.message.contains("does not allow TEAM_KEY"))
    }

    @Test func `a faulty provider does not stand in another's way`() throws {
        let machine = try Machine()
        try machine.writeConfig(
            """
            {models: {providers: {bad: {apiKey: {source: "exec", id: "x"}},
              good: {baseUrl: "https://gw.example", apiKey: "k-123456"}}}}
            """
        )
        #expect(try machine.provider("good").id == "good")
        #expect(try machine.settings().openClaw()?.providers.map(\.id) == ["bad", "good"])
    }

    @Test func `a broken file is told with line and column`() throws {
        let machine = try Machine()
        try machine.writeConfig("{\n  models: {,}\n}")
        let report = try report { _ = try machine.provider() }
        #expect(report.code == .configInvalid)
        #expect(report.message.contains("openclaw.json"))
        #expect(report.message.contains("line 2, column 12"))
    }

    @Test func `a config that is named and missing is an error with its step`() throws {
        let machine = try Machine()
        let flag = try report { _ = try machine.settings("none.json") }
        #expect(flag.code == .configMissing)
        #expect(flag.message.contains("--config"))
        machine.variables["OPENCLAW_CONFIG"] = "none.json"
        let variable = try report { _ = try machine.provider() }
        #expect(variable.code == .configMissing)
        #expect(variable.message.contains("$OPENCLAW_CONFIG"))
        #expect(try machine.provider("sandbox").isSandbox)
    }
}
