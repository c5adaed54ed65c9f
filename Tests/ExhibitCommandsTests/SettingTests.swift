import ExhibitConfiguration
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import Testing

@testable import ExhibitCommands

@Suite struct SettingTests {
    private func setting(
        _ key: SettingKey,
        _ fixture: Fixture,
        _ variables: [String: String] = [:],
        provider: String? = nil,
        model: String? = nil
    ) throws -> Setting {
        let environment = fixture.environment(variables)
        let home = try Home.locate(flag: nil, environment)
        let settings = try Settings.load(environment, configFlag: nil, homeFolder: home.path)
        return try EffectiveSettings(
            settings,
            home: home,
            flags: .init(home: HomeOptions(), provider: provider, model: model)
        ).setting(key)
    }

    @Test(arguments: SettingKey.allCases)
    func `no setting tells the key`(key: SettingKey) throws {
        let fixture = try Fixture()
        let variables = try fixture.configure(baseURL: "https://gw.example/v1")
            .merging(["https_proxy": "http://user:\(Fixture.key)@proxy.example:3128"]) { $1 }
        let shown = JSONText.compact(.object(try setting(key, fixture, variables).object))
        #expect(!shown.contains("canary"))
    }

    @Test func `a key says which variable it comes from`() throws {
        let fixture = try Fixture()
        let found = try setting(.key, fixture, try fixture.configure(baseURL: "https://gw.example/v1"))
        #expect(found.value == "set (from $HAPPY_KEY)")
        #expect(found.source == "$HAPPY_KEY")
    }

    @Test func `a key that stands in the config is not told`() throws {
        let fixture = try Fixture()
        let found = try setting(
            .key,
            fixture,
            try fixture.configure(baseURL: "https://gw.example/v1", key: Fixture.key)
        )
        #expect(found.value == "set (from config)")
        #expect(!JSONText.compact(.object(found.object)).contains("canary"))
    }

    @Test(
        arguments: [
            (["OPENCLAW_IMAGE_MODEL": "m1"], nil, "m1", "$OPENCLAW_IMAGE_MODEL"),
            (["OPENCLAW_IMAGE_MODEL": "m1"], "m2", "m2", "--model"),
            (["OPENCLAW_MEDIA_IMAGE_MODEL": "m3"], nil, "m3", "$OPENCLAW_MEDIA_IMAGE_MODEL"),
            ([:], nil, "gpt-image-2", "default of happy"),
        ] as [([String: String], String?, String, String)]
    )
    func `the model's source is one of the places that were looked at`(
        variables: [String: String],
        flag: String?,
        name: String,
        source: String
    ) throws {
        let fixture = try Fixture()
        let config = try fixture.configure(baseURL: "https://gw.example/v1")
        let found = try setting(.model, fixture, config.merging(variables) { $1 }, model: flag)
        #expect(found.value == name)
        #expect(found.source == source)
        #expect(found.steps.filter(\.isUsed).map(\.name) == [source])
    }

    @Test(
        arguments: [
            ([:], nil, "happy", "OpenClaw config: happy"),
            (["OPENCLAW_IMAGE_PROVIDER": "team"], nil, "team", "$OPENCLAW_IMAGE_PROVIDER"),
            (["OPENCLAW_IMAGE_PROVIDER": "team"], "sandbox", "sandbox", "--provider"),
        ] as [([String: String], String?, String, String)]
    )
    func `the provider's source is one of the places that were looked at`(
        variables: [String: String],
        flag: String?,
        name: String,
        source: String
    ) throws {
        let fixture = try Fixture()
        let config = try fixture.configure(baseURL: "https://gw.example/v1")
        let found = try setting(.provider, fixture, config.merging(variables) { $1 }, provider: flag)
        #expect(found.value == name)
        #expect(found.source == source)
        #expect(found.steps.filter(\.isUsed).map(\.name) == [source])
    }

    @Test func `what config.json sets is told from a default of the same value`() throws {
        let fixture = try Fixture()
        let config = try fixture.configure(baseURL: "https://gw.example/v1")
        try fixture.write(
            #"{"providers":{"happy":{"ambiguous":"retry"}},"out_dir":"~/pictures"}"#,
            to: "home/config.json"
        )
        #expect(try setting(.ambiguous, fixture, config).source == "config.json providers.happy.ambiguous")
        #expect(try setting(.allowHTTP, fixture, config).source == "default")
        #expect(try setting(.outDir, fixture, config).value == fixture.folder + "/user/pictures")
    }

    @Test func `without a provider the settings say what was looked at`() throws {
        let fixture = try Fixture()
        let found = try setting(.provider, fixture)
        #expect(found.value == nil)
        #expect(found.problem?.contains("openclaw.json") == true)
    }
}
