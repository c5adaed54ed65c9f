import ExhibitModel
import ExhibitRedaction
import Testing

@testable import ExhibitConfiguration

@Suite struct SecretCommandTests {
    /// Answers as the protocol wants, with the key `k-from-vault`.
    static let answer = #"cat > /dev/null; echo '{"protocolVersion":1,"values":{"team/key":"k-from-vault"}}'"#

    /// A machine whose provider `team` takes its key from a script.
    private func machine(_ script: String = answer, id: String = "team/key", more: String = "") throws -> Machine {
        let machine = try Machine()
        try machine.write("#!/bin/sh\n\(script)\n", machine.home + "/vault")
        try RegularFile.setMode(machine.home + "/vault", 0o700)
        try machine.writeConfig(
            """
            {models: {providers: {team: {baseUrl: "https://gw.example", apiKey: {source: "exec", provider: "vault",
              id: "\(id)"}}}}, secrets: {providers: {vault: {source: "exec", command: "~/vault"\(more)}}}}
            """
        )
        return machine
    }

    @Test func `the key that a command tells`() throws {
        let provider = try machine().provider()
        #expect(provider.key?.shown == "k-from-vault")
        #expect(provider.keySource == "command vault")
        #expect(provider.unrunCommand == nil)
        #expect(provider.knownSecrets.map(\.value.shown) == ["k-from-vault"])
    }

    @Test func `the command is asked by the protocol, with its arguments and no more environment than it was given`()
        throws
    {
        let machine = try machine(
            """
            { cat; echo; echo "$#:$1:$2"; env; } > "$LOG"
            \(Self.answer)
            """,
            more: #", args: ["read", "two words"], passEnv: ["LOG", "UNSET"], env: {EXTRA: "${MORE}"}"#
        )
        let log = machine.root + "/log"
        machine.variables = ["LOG": log, "MORE": "more", "CANARY": "not-for-you"]
        _ = try machine.provider()
        let lines = String(decoding: try RegularFile.read(log), as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(lines.first == #"{"protocolVersion":1,"provider":"vault","ids":["team/key"]}"#)
        #expect(lines.dropFirst().first == "2:read:two words")
        let names = lines.dropFirst(2).map { $0.prefix { $0 != "=" } }
        #expect(Set(names) == ["LOG", "EXTRA", "PWD"])  // the shell sets PWD itself
        #expect(lines.contains("EXTRA=more"))
    }

    @Test func `a command is not run for a description`() throws {
        let machine = try machine("touch \(#""$LOG""#); \(Self.answer)", more: #", passEnv: ["LOG"]"#)
        machine.variables["LOG"] = machine.root + "/log"
        let described = try machine.settings()
            .description(ofProvider: nil, mode: .generation, dialects: [SpokenDialect("openai")])
        #expect(described.unrunCommand == "command vault")
        #expect(described.key == nil)
        #expect(described.secretHeaders.isEmpty)
        #expect(!RegularFile.exists(machine.root + "/log"))
        _ = try machine.provider()
        #expect(RegularFile.exists(machine.root + "/log"))
    }

    @Test func `text instead of JSON, where the config allows it`() throws {
        #expect(try machine("echo ' k-plain '", more: ", jsonOnly: false").provider().key?.shown == "k-plain")
        #expect(try machine(#"echo '"k-json"'"#, more: ", jsonOnly: false").provider().key?.shown == "k-json")
        #expect(try report { _ = try machine("echo k-plain").provider() }.message.contains("JSON"))
    }

    typealias Row = (script: String, words: String)

    static let faults: [Row] = [
        (#"echo '{"protocolVersion":2,"values":{"team/key":"k-123456"}}'"#, "protocolVersion 1"),
        (#"echo '{"protocolVersion":1,"values":{}}'"#, "without a text"),
        (#"echo '{"protocolVersion":1,"values":{"team/key":""}}'"#, "without a text"),
        (#"echo '{"protocolVersion":1,"values":{"team/key":7}}'"#, "without a text"),
        (
            #"printf '{"protocolVersion":1,"values":{},"errors":{"team/key":{"message":"sealed\\u001b[31m"}}}'"#,
            "has no team/key: sealed [31m"
        ),
        ("exit 3", "status 3"), ("kill -TERM $$", "signal 15"), ("true", "JSON"),
        ("head -c 1100000 /dev/zero", "more than 1048576 bytes"),
    ]

    @Test(arguments: faults)
    func `what a command does wrong is told without what it said`(row: Row) throws {
        let report = try report { _ = try machine(row.script).provider() }
        #expect(report.code == .providerNoKey)
        #expect(report.message.contains(row.words))
        #expect(!report.message.contains("k-123456"))
    }

    @Test func `a command that takes too long is ended with what it started`() async throws {
        let machine = try machine(#"sleep 60 & echo $! > "$LOG"; wait"#, more: #", passEnv: ["LOG"], timeoutMs: 300"#)
        let log = machine.root + "/log"
        machine.variables["LOG"] = log
        let report = try report { _ = try machine.provider() }
        #expect(report.message.contains("0.3 seconds"))
        let number = String(decoding: try RegularFile.read(log), as: UTF8.self).split(separator: "\n").first ?? ""
        // The kernel keeps a killed process until it is waited for, by whoever inherits it.
        func isGone() -> Bool {
            let state = try? RegularFile.read("/proc/\(number)/stat", limit: 4096)
            return state.map { String(decoding: $0, as: UTF8.self).contains(") Z ") } ?? true
        }
        for _ in 0..<1000 where !isGone() { try await Task.sleep(for: .milliseconds(10)) }
        #expect(isGone())
    }

    @Test(arguments: ["../key", "a/./b", "", "-key", "a b", String(repeating: "a", count: 257)])
    func `an id that no vault has is refused before the command is run`(id: String) throws {
        let report = try report { _ = try machine(id: id).provider() }
        #expect(report.code == .configInvalid)
        #expect(report.message.contains("/apiKey/id"))
    }

    @Test(arguments: [
        (#"command: "vault""#, ErrorCode.configInvalid, "absolute"),
        (#"command: "~/none""#, .configInvalid, "no file"), (#"command: "~""#, .configInvalid, "absolute"),
        (#"args: ["x"]"#, .configInvalid, "command is missing"),
        (#"command: "~/vault", trustedDirs: ["/usr/bin"]"#, .configUntrusted, "trustedDirs"),
        (#"command: "~/vault", timeoutMs: 0"#, .configInvalid, "/timeoutMs"),
        (#"command: "~/open""#, .configUntrusted, "written by others"),
    ])
    func `a command that may not be run`(settings: String, code: ErrorCode, words: String) throws {
        let machine = try machine()
        try machine.write("#!/bin/sh\n", machine.home + "/open")
        try RegularFile.setMode(machine.home + "/open", 0o777)
        try machine.writeConfig(
            """
            {models: {providers: {team: {baseUrl: "https://gw.example", apiKey: {source: "exec", provider: "vault",
              id: "team/key"}}}}, secrets: {providers: {vault: {source: "exec", \(settings)}}}}
            """
        )
        let report = try report { _ = try machine.provider() }
        #expect(report.code == code)
        #expect(report.message.contains(words))
    }

    @Test func `a config that others can write runs nothing`() throws {
        let machine = try machine(#"touch "$LOG""#, more: #", passEnv: ["LOG"]"#)
        machine.variables["LOG"] = machine.root + "/log"
        try RegularFile.setMode(machine.home + "/.openclaw/openclaw.json", 0o666)
        #expect(try report { _ = try machine.provider() }.code == .configUntrusted)
        #expect(!RegularFile.exists(machine.root + "/log"))
    }
}
