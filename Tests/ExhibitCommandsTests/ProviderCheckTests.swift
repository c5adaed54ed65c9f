import ExhibitConfiguration
import ExhibitJSON
import ExhibitModel
import ExhibitSandbox
import Testing

@testable import ExhibitCommands

@Suite struct ProviderCheckTests {
    private func check(_ fixture: Fixture, _ variables: [String: String], _ name: String? = nil) async throws -> Answer
    {
        let settings = try Settings.load(fixture.environment(variables), configFlag: nil, homeFolder: fixture.home)
        return try await ProviderCheck.perform(name, settings)
    }

    @Test func `the built-in sandbox is reached and needs no key`() async throws {
        let answer = try await check(Fixture(), [:], "sandbox")
        #expect(answer.report == nil)
        #expect(answer.result["status"] == 200)
        #expect(answer.result["peer_scope"] == "loopback")
        #expect(answer.result["simulated"] == true)
        #expect(answer.lines.contains("key       needs none"))
    }

    @Test func `a key that is accepted is told by its origin`() async throws {
        let fixture = try Fixture()
        let sandbox = try Sandbox(key: Secret(Fixture.key))
        defer { sandbox.stop() }
        let answer = try await check(fixture, try fixture.configure(baseURL: sandbox.baseURL))
        #expect(answer.report == nil)
        #expect(answer.result["key_accepted"] == true)
        #expect(answer.result["model_listed"] == true)
        #expect(answer.lines.contains("key       accepted (from $HAPPY_KEY)"))
        #expect(!(answer.lines.joined() + JSONText.compact(answer.result)).contains("canary"))
    }

    @Test func `a key that is refused ends with exit 4`() async throws {
        let fixture = try Fixture()
        let sandbox = try Sandbox(key: Secret("sk-another-key-0123456789"))
        defer { sandbox.stop() }
        let answer = try await check(fixture, try fixture.configure(baseURL: sandbox.baseURL))
        #expect(answer.report?.exit == .authentication)
        #expect(answer.report?.billed == .no)
        #expect(answer.result["key_accepted"] == false)
    }

    @Test func `a server that repeats the key in its error does not get it shown`() async throws {
        let fixture = try Fixture()
        let sandbox = try Sandbox(faults: ["echo-key"])
        defer { sandbox.stop() }
        let answer = try await check(fixture, try fixture.configure(baseURL: sandbox.baseURL))
        let shown = answer.lines.joined() + JSONText.compact(answer.result) + (answer.report?.message ?? "")
        #expect(!shown.contains("canary"))
    }

    @Test func `a provider that cannot be reached ends with exit 7`() async throws {
        let fixture = try Fixture()
        let sandbox = try Sandbox()
        let baseURL = sandbox.baseURL
        sandbox.stop()
        let answer = try await check(fixture, try fixture.configure(baseURL: baseURL))
        #expect(answer.report?.code == .providerUnreachable)
        #expect(answer.report?.exit == .busy)
    }

    @Test(
        arguments: [
            (200, true, CheckVerdict.accepted, nil), (200, false, .notAnAPI, 1), (401, false, .keyRefused, 4),
            (403, false, .keyRefused, 4),
            (404, false, .unproven, nil), (405, false, .unproven, nil), (302, false, .unproven, nil),
            (429, false, .busy, 7),
            (500, false, .busy, 7), (503, true, .busy, 7),
        ] as [(Int, Bool, CheckVerdict, Int32?)]
    )
    func `a status says no more than it proves`(status: Int, hasModels: Bool, verdict: CheckVerdict, exit: Int32?) {
        let found = CheckVerdict(status: status, hasModels: hasModels)
        #expect(found == verdict)
        #expect(found.failure?.exit.rawValue == exit)
    }
}
