import ExhibitConfiguration
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRedaction
import ExhibitRun
import ExhibitSandbox
import Testing

@testable import ExhibitCommands

@Suite struct ProviderSetupTests {
    private func resolve(
        _ fixture: Fixture,
        _ variables: [String: String] = [:],
        provider: String? = nil,
        model: String? = nil
    ) throws -> ResolvedProvider {
        let environment = fixture.environment(variables)
        return try ProviderSetup.resolve(
            ProviderRequestOptions(provider: provider, model: model, mode: .generation),
            home: Home.locate(flag: nil, environment),
            environment
        )
    }

    @Test func `the sandbox listens as long as the provider is held`() throws {
        let resolved = try resolve(Fixture(), provider: "sandbox")
        let sandbox = try #require(resolved.sandbox)
        #expect(resolved.connection.baseURL == sandbox.baseURL)
        #expect(resolved.connection.isSimulated)
        #expect(resolved.model == "sandbox-1")
        #expect(resolved.config["base_url"] == nil)
        sandbox.stop()
    }

    @Test func `a configured provider brings its key to the redactor and to nobody else`() throws {
        let fixture = try Fixture()
        let resolved = try resolve(fixture, try fixture.configure(baseURL: "https://gw.example/v1/"))
        #expect(resolved.connection.id == "happy")
        #expect(resolved.connection.baseURL == "https://gw.example/v1")
        #expect(!resolved.connection.isSimulated)
        #expect(resolved.secrets.map(\.name) == ["$HAPPY_KEY"])
        #expect(resolved.connection.secretHeaders.map(\.name) == ["Authorization"])
        #expect(!JSONText.compact(resolved.config).contains("canary"))
        #expect(resolved.sandbox == nil)
    }

    @Test func `the home's config.json gives policy, folder and settings`() throws {
        let fixture = try Fixture()
        try fixture.write(
            #"{"default_policy":["no-mock","./mine.json"],"out_dir":"~/made","providers":{"happy":{"ambiguous":"stop"}}}"#,
            to: "home/config.json"
        )
        let resolved = try resolve(fixture, try fixture.configure(baseURL: "https://gw.example/v1"))
        #expect(resolved.defaultPolicies == ["no-mock", "./mine.json"])
        #expect(resolved.outDir == fixture.folder + "/user/made")
        #expect(resolved.connection.stopsOnAmbiguous)
    }

    @Test func `only the variables of proxies reach the connection`() throws {
        let fixture = try Fixture()
        let variables = try fixture.configure(baseURL: "https://gw.example/v1")
            .merging(["https_proxy": "http://127.0.0.1:9", "NO_PROXY": "x.example"]) { $1 }
        #expect(
            try resolve(fixture, variables).connection.proxyVariables
                == ["https_proxy": "http://127.0.0.1:9", "NO_PROXY": "x.example"]
        )
    }

    @Test(arguments: ["image-model", "image-edit-model", "video-model"])
    func `a placeholder is refused before anything listens or is sent`(model: String) throws {
        let fixture = try Fixture()
        #expect {
            try resolve(fixture, provider: "sandbox", model: model)
        } throws: { error in
            (error as? ConfigurationError)?.report.code == .modelPlaceholder
        }
    }

    @Test func `a provider that nobody configured is named in the error`() throws {
        let fixture = try Fixture()
        #expect {
            try resolve(fixture, provider: "hapy")
        } throws: { error in
            let report = (error as? ConfigurationError)?.report
            return report?.code == .providerNotFound && report?.message.contains("hapy") == true
        }
    }
}
