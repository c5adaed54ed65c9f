import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitCommands

@Suite struct LedgerInitTests {
    private func make(
        _ fixture: Fixture,
        _ variables: [String: String] = [:],
        provider: String? = nil,
        policy: String? = nil
    ) async throws -> Answer {
        var options = LedgerCommands.Options()
        options.provider = provider
        options.policy = policy
        return try await LedgerInit.perform(options, fixture.context(variables))
    }

    @Test func `the home is made once, and making it again says so`() async throws {
        let fixture = try Fixture()
        let first = try await make(fixture)
        #expect(first.result["created"] == true)
        #expect(RegularFile.facts(fixture.home)?.mode == 0o700)
        #expect(!RegularFile.exists(fixture.home + "/config.json"))
        let second = try await make(fixture)
        #expect(second.result["created"] == false)
        #expect(second.result["origin"] == first.result["origin"])
    }

    @Test func `the defaults are written beside what stands there already`() async throws {
        let fixture = try Fixture()
        try fixture.write(#"{"out_dir":"~/made","providers":{"happy":{"max_in_flight":2}}}"#, to: "home/config.json")
        let config = try fixture.configure(baseURL: "https://gw.example/v1")
        let answer = try await make(fixture, config, provider: "happy", policy: "happy-gpt-image-2")
        #expect(answer.lines.contains("default   happy/gpt-image-2, policy happy-gpt-image-2"))
        let written = try JSONReader.read(Array(fixture.read("home/config.json").utf8), .canonical)
        #expect(
            written == [
                "out_dir": "~/made", "providers": ["happy": ["max_in_flight": 2]], "default_provider": "happy",
                "default_policy": "happy-gpt-image-2",
            ]
        )
        #expect(RegularFile.facts(fixture.home + "/config.json")?.mode == 0o600)
    }

    @Test func `a policy that does not exist is refused before anything is made`() async throws {
        let fixture = try Fixture()
        await #expect {
            try await make(fixture, policy: "hapy-gpt-image-2")
        } throws: { error in
            (error as? Report)?.code == .policyNotFound
        }
        #expect(!RegularFile.exists(fixture.home))
    }

    @Test func `a provider that is not configured yet is kept, with a note`() async throws {
        let answer = try await make(Fixture(), provider: "happy")
        #expect(answer.report == nil)
        #expect(answer.result["notes"]?[0]?["code"] == "provider.not_ready")
        #expect(answer.result["default_provider"] == "happy")
    }

    @Test func `a config.json that is not valid is refused before anything is made`() async throws {
        let fixture = try Fixture()
        try fixture.write(#"{"default_polcy":"no-mock"}"#, to: "home/config.json")
        await #expect(throws: (any Error).self) { try await make(fixture, provider: "happy") }
        #expect(!RegularFile.exists(fixture.home + "/ledger.sqlite"))
        #expect(try fixture.read("home/config.json") == #"{"default_polcy":"no-mock"}"#)
    }
}
