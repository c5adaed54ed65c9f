import ExhibitModel
import ExhibitRedaction
import Testing

@testable import ExhibitConfiguration

@Suite struct SecretFileTests {
    static let settings = #"{source: "file", path: "~/keys.json"}"#
    static let content = #"{"providers": {"team": {"apiKey": "k-from-file"}}, "n": 5, "empty": ""}"#

    /// A machine whose provider `team` takes its key from a file of these permissions.
    private func machine(
        id: String = "/providers/team/apiKey",
        settings: String = settings,
        content: String = content,
        mode: UInt32 = 0o600
    ) throws -> Machine {
        let machine = try Machine()
        try machine.write(content, machine.home + "/keys.json")
        try RegularFile.setMode(machine.home + "/keys.json", mode)
        try machine.writeConfig(
            """
            {models: {providers: {team: {baseUrl: "https://gw.example", apiKey: {source: "file", provider: "main",
              id: "\(id)"}}}}, secrets: {providers: {main: \(settings)}}}
            """
        )
        return machine
    }

    @Test func `a value of a JSON file`() throws {
        let provider = try machine().provider()
        #expect(provider.key?.shown == "k-from-file")
        #expect(provider.keySource == "file main")
        #expect(provider.knownSecrets.map(\.value.shown) == ["k-from-file"])
    }

    @Test(arguments: [("k-123456\n", "k-123456"), ("k-123456\r\n", "k-123456"), ("k-123456", "k-123456")])
    func `a file that is the value loses its last line end`(content: String, key: String) throws {
        let settings = #"{source: "file", path: "~/keys.json", mode: "singleValue"}"#
        #expect(try machine(id: "value", settings: settings, content: content).provider().key?.shown == key)
    }

    @Test func `only one line end is the file's`() throws {
        let settings = #"{source: "file", path: "~/keys.json", mode: "singleValue"}"#
        let machine = try machine(id: "value", settings: settings, content: "a\nb\n\n")
        #expect(try report { _ = try machine.provider() }.message.contains("line break"))
    }

    @Test func `the secret provider may be the default of its source`() throws {
        let machine = try machine()
        try machine.writeConfig(
            """
            {models: {providers: {team: {baseUrl: "https://gw.example",
              headers: {"X-Key": {source: "file", id: "/providers/team/apiKey"}}}}},
             secrets: {defaults: {file: "main"}, providers: {main: \(Self.settings)}}}
            """
        )
        #expect(try machine.provider().secretHeaders == [SecretHeader("X-Key", Secret("k-from-file"))])
    }

    typealias Row = (id: String, settings: String, code: ErrorCode, words: String)

    static let faults: [Row] = [
        ("/providers/none", settings, .providerNoKey, "no text at /providers/none"),
        ("/n", settings, .providerNoKey, "no text at /n"), ("/empty", settings, .providerNoKey, "no text at /empty"),
        ("providers", settings, .configInvalid, "JSON pointer"),
        ("/a", #"{source: "file"}"#, .configInvalid, "path is missing"),
        ("/a", #"{source: "file", path: "keys.json"}"#, .configInvalid, "absolute"),
        ("/a", #"{source: "file", path: "~/none.json"}"#, .providerNoKey, "No such file"),
        ("/a", #"{source: "file", path: "~/.openclaw"}"#, .providerNoKey, "Is a directory"),
        ("/a", #"{source: "file", path: "~/keys.json", mode: "yaml"}"#, .configInvalid, "singleValue"),
        ("/a", #"{source: "file", path: "~/keys.json", mode: "singleValue"}"#, .configInvalid, "must be \"value\""),
        ("/a", #"{source: "exec", command: "/bin/true"}"#, .configInvalid, "asks for \"file\""),
    ]

    @Test(arguments: faults)
    func `what a reference cannot have is told without a value`(row: Row) throws {
        let machine = try machine(id: row.id, settings: row.settings)
        let report = try report { _ = try machine.provider() }
        #expect(report.code == row.code)
        #expect(report.message.contains(row.words))
        #expect(!report.message.contains("k-from-file"))
    }

    @Test(arguments: [0o640, 0o604, 0o620, 0o602] as [UInt32])
    func `a file that is open to others is not read, unless the config says so`(mode: UInt32) throws {
        let report = try report { _ = try machine(mode: mode).provider() }
        #expect(report.code == .configUntrusted)
        #expect(report.hint.contains("chmod 600"))
        let settings = #"{source: "file", path: "~/keys.json", allowInsecurePath: true}"#
        #expect(try machine(settings: settings, mode: mode).provider().key?.shown == "k-from-file")
    }

    @Test(arguments: [0o664, 0o646] as [UInt32])
    func `a config that others can write is not obeyed`(mode: UInt32) throws {
        let machine = try machine()
        let config = machine.home + "/.openclaw/openclaw.json"
        try RegularFile.setMode(config, mode)
        let report = try report { _ = try machine.provider() }
        #expect(report.code == .configUntrusted)
        #expect(report.message.contains(config))
    }

    @Test func `nor is an included file that others can write`() throws {
        let machine = try machine()
        let included = machine.home + "/.openclaw/secrets.json"
        try machine.write("{providers: {main: \(Self.settings)}}", included)
        try machine.writeConfig(
            """
            {models: {providers: {team: {baseUrl: "https://gw.example", apiKey: {source: "file", provider: "main",
              id: "/providers/team/apiKey"}}}}, secrets: {$include: "secrets.json"}}
            """
        )
        #expect(try machine.provider().key?.shown == "k-from-file")
        try RegularFile.setMode(included, 0o666)
        let report = try report { _ = try machine.provider() }
        #expect(report.code == .configUntrusted)
        #expect(report.message.contains(included))
    }

    @Test func `a file beyond a megabyte is refused`() throws {
        let machine = try machine(content: String(repeating: " ", count: 1 << 20) + Self.content)
        #expect(try report { _ = try machine.provider() }.message.contains("larger than the limit"))
    }
}
