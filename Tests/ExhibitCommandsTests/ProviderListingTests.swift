import ExhibitConfiguration
import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitCommands

@Suite struct ProviderListingTests {
    private func listing(_ fixture: Fixture, _ variables: [String: String]) throws -> Answer {
        try ProviderListing(Settings.load(fixture.environment(variables), configFlag: nil, homeFolder: fixture.home))
            .answer
    }

    @Test func `configured providers stand before the built-in ones, and the choice is told`() throws {
        let fixture = try Fixture()
        let answer = try listing(fixture, try fixture.configure(baseURL: "https://gw.example/v1"))
        let names = answer.result["providers"]?.array?.compactMap { $0["name"]?.string }
        #expect(names == ["happy", "sandbox", "openai", "images-api", "clacky"])
        #expect(answer.result["chosen"]?["provider"] == "happy")
        #expect(answer.result["chosen"]?["provider_source"] == "OpenClaw config: happy")
        #expect(answer.result["providers"]?[0]?["key_source"] == "$HAPPY_KEY")
        #expect(!(answer.lines.joined() + JSONText.compact(answer.result)).contains("canary"))
    }

    @Test func `a key that is not set is said, and the list is still given`() throws {
        let fixture = try Fixture()
        var variables = try fixture.configure(baseURL: "https://gw.example/v1")
        variables["HAPPY_KEY"] = nil
        let answer = try listing(fixture, variables)
        #expect(answer.result["providers"]?[0]?["key"] == "missing")
        #expect(answer.result["providers"]?[0]?["problem"]?["code"] == "provider.no_key")
        #expect(answer.report == nil)
    }

    @Test func `without any configuration the sandbox is the way on`() throws {
        let answer = try listing(Fixture(), [:])
        #expect(answer.result["chosen"] == JSONValue.null)
        #expect(answer.next.first?.contains("--provider sandbox") == true)
    }

    @Test func `a password in a base URL is a fault and not shown`() throws {
        let fixture = try Fixture()
        let answer = try listing(
            fixture,
            try fixture.configure("team", baseURL: "https://me:\(Fixture.key)@gw.example/v1")
        )
        #expect(answer.result["providers"]?[0]?["problem"]?["code"] == "config.invalid")
        #expect(!(answer.lines.joined() + JSONText.compact(answer.result)).contains("canary"))
    }
}
