import ExhibitConfiguration
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitSandbox
import Testing

@testable import ExhibitCommands

@Suite struct DoctorTests {
    private func examine(
        _ fixture: Fixture,
        _ variables: [String: String] = [:],
        _ options: Doctor.Options = Doctor.Options()
    ) async -> (answer: Answer, states: [String: String]) {
        let answer = await Doctor.examine(options, fixture.environment(variables))
        let rows = answer.result["checks"]?.array ?? []
        let states = rows.compactMap { row in row["name"]?.string.map { ($0, row["state"]?.string ?? "") } }
        return (answer, Dictionary(states) { first, _ in first })
    }

    @Test func `the provider's six checks come first, in the order in which one needs the other`() async throws {
        let (answer, _) = await examine(try Fixture())
        let names = answer.result["checks"]?.array?.compactMap { $0["name"]?.string } ?? []
        #expect(names.prefix(6) == ["config", "provider", "connection", "endpoint", "model", "extra_json"])
        #expect(Set(names).count == names.count)
    }

    @Test func `without a config the rest waits for it`() async throws {
        let (answer, states) = await examine(try Fixture())
        #expect(states["config"] == "wrong")
        for name in ["provider", "connection", "endpoint", "model"] { #expect(states[name] == "unknown") }
        #expect(answer.report?.code == .configMissing)
    }

    @Test func `what only a paid request shows is unknown, never ok`() async throws {
        let fixture = try Fixture()
        let sandbox = try Sandbox(key: Secret(Fixture.key))
        defer { sandbox.stop() }
        var options = Doctor.Options()
        options.extraJSON = "{\"style\": \"vivid\"}"
        let (answer, states) = await examine(fixture, try fixture.configure(baseURL: sandbox.baseURL), options)
        #expect(states["connection"] == "ok")
        for name in ["endpoint", "model", "extra_json"] { #expect(states[name] == "unknown") }
        #expect(!(answer.lines.joined() + JSONText.compact(answer.result)).contains("canary"))
    }

    @Test func `a key that is refused is the connection's fault`() async throws {
        let fixture = try Fixture()
        let sandbox = try Sandbox(key: Secret("sk-another-key-0123456789"))
        defer { sandbox.stop() }
        let (answer, states) = await examine(fixture, try fixture.configure(baseURL: sandbox.baseURL))
        #expect(states["connection"] == "wrong")
        #expect(states["endpoint"] == "unknown")
        #expect(answer.report?.exit == .authentication)
    }

    @Test(arguments: [
        ("[1]", ErrorCode.jsonInvalid), ("{", .jsonInvalid), (#"{"model": "image-model"}"#, .modelPlaceholder),
    ])
    func `extra JSON that cannot be sent is wrong`(text: String, code: ErrorCode) async throws {
        var options = Doctor.Options()
        options.provider = "sandbox"
        options.extraJSON = text
        let (answer, states) = await examine(try Fixture(), [:], options)
        #expect(states["extra_json"] == "wrong")
        #expect(answer.report?.code == code)
    }

    @Test(
        arguments: [
            (0, Check.State.ok), (-300_000, .ok), (300_001, .wrong), (-300_001, .wrong), (nil, .unknown),
        ] as [(Int64?, Check.State)]
    )
    func `a clock is wrong from five minutes on`(skew: Int64?, state: Check.State) throws {
        let fixture = try Fixture()
        let environment = fixture.environment()
        let home = try Home.locate(flag: nil, environment)
        let settings = try Settings.load(environment, configFlag: nil, homeFolder: home.path)
        let checks = MachineExamination(.success(home), .success(settings), clockSkew: skew, environment).checks
        let clock = try #require(checks.first { $0.name == "clock" })
        #expect(clock.state == state)
        #expect(clock.report?.code == (state == .wrong ? .clockSkewed : nil))
    }

    @Test func `a home that is a file cannot be written`() async throws {
        let fixture = try Fixture()
        try fixture.write("", to: "home")
        var options = Doctor.Options()
        options.provider = "sandbox"
        let (answer, states) = await examine(fixture, [:], options)
        #expect(states["home"] == "wrong")
        #expect(answer.report?.code == .ledgerReadOnly)
    }
}
