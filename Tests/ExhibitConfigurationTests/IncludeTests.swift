import ExhibitModel
import Testing

@testable import ExhibitConfiguration

@Suite struct IncludeTests {
    /// A machine whose config folder has these files; `openclaw.json` is the config.
    private func machine(_ files: [String: String]) throws -> Machine {
        let machine = try Machine()
        for (name, text) in files { try machine.write(text, machine.home + "/.openclaw/" + name) }
        return machine
    }

    @Test func `an object takes over what the file holds, and its own members win`() throws {
        let machine = try machine([
            "openclaw.json": #"{models: {providers: {team: {$include: "./team.json5", timeoutSeconds: 5}}}}"#,
            "team.json5":
                #"{ /* shared */ baseUrl: "https://gw.example/v1", apiKey: "k-123456", timeoutSeconds: 90 }"#,
        ])
        let provider = try machine.provider()
        #expect(provider.baseURL == "https://gw.example/v1")
        #expect(provider.key?.shown == "k-123456")
        #expect(provider.timeout == .seconds(5))
    }

    @Test func `a list is merged in order, deep, and before the members beside it`() throws {
        let machine = try machine([
            "openclaw.json": #"""
            {$include: ["a.json", "sub/b.json"], models: {providers: {team: {headers: {"X-Three": "main"}}}}}
            """#,
            "a.json": #"""
            {models: {providers: {first: {baseUrl: "https://first.example", apiKey: "k-123456"},
              team: {baseUrl: "https://a.example", headers: {"X-One": "a", "X-Two": "a", "X-Three": "a"}}}}}
            """#,
            "sub/b.json": #"""
            {env: {vars: {KEY: "k-from-b"}}, models: {providers: {team: {$include: "key.json", headers: {"X-Two": "b"}}}}}
            """#,
            "sub/key.json": #"{apiKey: "${KEY}", baseUrl: "https://b.example"}"#,
        ])
        #expect(try machine.settings().openClaw()?.providers.map(\.id) == ["first", "team"])
        let provider = try machine.provider("team")
        #expect(provider.baseURL == "https://b.example")
        #expect(provider.key?.shown == "k-from-b")
        #expect(
            provider.headers == [PlainHeader("X-One", "a"), PlainHeader("X-Two", "b"), PlainHeader("X-Three", "main")]
        )
    }

    @Test func `lists are put end to end`() throws {
        let machine = try machine([
            "openclaw.json": #"""
            {$include: "names.json", secrets: {providers: {default: {source: "env", allowlist: ["TWO"]}}},
             models: {providers: {team: {baseUrl: "https://a.example", apiKey: {source: "env", id: "ONE"}}}}}
            """#,
            "names.json": #"{secrets: {providers: {default: {allowlist: ["ONE"]}}}}"#,
        ])
        machine.variables["ONE"] = "k-123456"
        #expect(try machine.provider().key?.shown == "k-123456")
    }

    @Test func `an error names the file that it is in`() throws {
        let machine = try machine([
            "openclaw.json": #"{models: {providers: {team: {$include: "team.json"}}}}"#,
            "team.json": #"{baseUrl: "https://gw.example", apiKey: "k-123456", timeoutSeconds: -1}"#,
        ])
        let meaning = try report { _ = try machine.provider() }
        #expect(meaning.code == .configInvalid)
        #expect(meaning.message.hasPrefix(machine.home + "/.openclaw/team.json: /timeoutSeconds: "))
        try machine.write("{\n  baseUrl: ,\n}", machine.home + "/.openclaw/team.json")
        let syntax = try report { _ = try machine.provider() }
        #expect(syntax.message.hasPrefix(machine.home + "/.openclaw/team.json: line 2, column 12"))
    }

    @Test func `a circle is told with its chain`() throws {
        let machine = try machine([
            "openclaw.json": #"{models: {$include: "a.json"}}"#, "a.json": #"{providers: {$include: "b.json"}}"#,
            "b.json": #"{team: {$include: "./a.json"}}"#,
        ])
        let folder = machine.home + "/.openclaw/"
        let report = try report { _ = try machine.provider() }
        #expect(report.code == .configInvalid)
        #expect(report.message.hasPrefix("\(folder)b.json: /team/$include: "))
        #expect(
            report.message.contains("\(folder)openclaw.json -> \(folder)a.json -> \(folder)b.json -> \(folder)a.json")
        )
    }

    @Test(arguments: [(10, true), (11, false)])
    func `ten levels are followed and no more`(levels: Int, isFollowed: Bool) throws {
        var files = ["openclaw.json": #"{$include: "1.json"}"#]
        for level in 1..<levels { files["\(level).json"] = "{$include: \"\(level + 1).json\"}" }
        files["\(levels).json"] = #"{models: {providers: {team: {baseUrl: "https://a.example", apiKey: "k-123456"}}}}"#
        let machine = try machine(files)
        guard !isFollowed else {
            #expect(try machine.provider().id == "team")
            return
        }
        #expect(try report { _ = try machine.provider() }.message.contains("10 levels"))
    }

    @Test(arguments: [
        ("{models: {$include: 7}}", "/models/$include"), ("{models: {$include: [7]}}", "/models/$include/0"),
        (#"{models: {$include: ""}}"#, "must not be empty"), (#"{models: {$include: "none.json"}}"#, "not there"),
        (#"{models: {$include: "list.json", providers: {}}}"#, "must name an object"),
        (#"{models: {$include: "."}}"#, "outside"), (#"{models: {$include: "../out.json"}}"#, "outside"),
        (#"{models: {$include: "link.json"}}"#, "outside"),
    ])
    func `what cannot be included is refused at its place`(config: String, words: String) throws {
        let machine = try machine(["openclaw.json": config, "list.json": "[]", "../out.json": "{}"])
        try machine.link(machine.home + "/.openclaw/link.json", to: machine.home + "/out.json")
        let report = try report { _ = try machine.provider("team") }
        #expect(report.code == .configInvalid)
        #expect(report.message.contains(words))
    }

    @Test func `the include roots open other folders`() throws {
        let machine = try machine([
            "openclaw.json": #"{models: {$include: "../shared/models.json"}}"#,
            "../shared/models.json": #"{providers: {team: {baseUrl: "https://a.example", apiKey: "k-123456"}}}"#,
        ])
        #expect(try report { _ = try machine.provider() }.message.contains("OPENCLAW_INCLUDE_ROOTS"))
        machine.variables["OPENCLAW_INCLUDE_ROOTS"] = "/nowhere:relative:~/shared"
        #expect(try machine.provider().id == "team")
    }

    @Test func `an include elsewhere does not concern us`() throws {
        let machine = try machine([
            "openclaw.json": #"{$include: "base.json", agents: {$include: "none.json"}}"#,
            "base.json": #"""
            {channels: {$include: "none.json"},
             models: {providers: {team: {baseUrl: "https://gw.example", apiKey: "k-123456"}}}}
            """#,
        ])
        #expect(try machine.provider().id == "team")
    }

    @Test func `a file beyond two megabytes is refused`() throws {
        let machine = try machine([
            "openclaw.json": #"{models: {$include: "big.json"}}"#,
            "big.json": "{} //" + String(repeating: "x", count: 2 << 20),
        ])
        #expect(try report { _ = try machine.provider() }.message.contains("larger than the limit"))
    }
}
