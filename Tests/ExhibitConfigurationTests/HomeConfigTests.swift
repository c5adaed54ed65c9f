import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitConfiguration

@Suite struct HomeConfigTests {
    private func parse(_ text: String) throws -> HomeConfig {
        try HomeConfig(parsing: Array(text.utf8), file: "config.json")
    }

    @Test func `every key`() throws {
        let hex = String(repeating: "ab", count: 32)
        let config = try parse(
            #"""
            {"providers":{"happy":{"dialect":"openai","max_in_flight":4,"ambiguous":"stop","require_tls13":true,
              "pinned_public_key":"sha256:\#(hex)","allow_http":true},"other":{"pinned_public_key":null}},
             "default_provider":"happy","default_policy":"happy-gpt-image-2","default_model":"m",
             "default_models":{"edit":"e"},"out_dir":"~/pictures","prices":[{"model":"m","usd":"0.04"}],
             "tsa":[{"url":"https://tsa.example/tsr","roots":"tsa.pem","name":"one","timeout_seconds":5}],"witnesses":[]}
            """#
        )
        let happy = config.settings(for: "happy")
        #expect(happy.dialect == "openai")
        #expect(happy.maxInFlight == 4)
        #expect(happy.ambiguous == .stop)
        #expect(happy.requireTLS13)
        #expect(happy.allowHTTP)
        #expect(happy.pinnedPublicKey == "sha256//" + Base64.encode([UInt8](repeating: 0xAB, count: 32)))
        #expect(config.settings(for: "other") == ProviderSettings())
        #expect(config.settings(for: "unnamed").ambiguous == .retry)
        #expect(config.defaultProvider == "happy")
        #expect(config.defaultPolicies == ["happy-gpt-image-2"])
        #expect(config.model(for: .edit)?.name == "e")
        #expect(config.model(for: .generation)?.name == "m")
        #expect(config.outFolder == "~/pictures")
        let price = try #require(config.prices.first)
        #expect(price.micros == 40_000)
        #expect(price.fits(provider: "happy", model: "m", mode: .video))
        #expect(!price.fits(provider: "happy", model: "other", mode: .video))
        let authority = try #require(config.timeStampAuthorities.first)
        #expect(authority.url == "https://tsa.example/tsr" && authority.roots == "tsa.pem" && authority.name == "one")
        #expect(authority.timeoutSeconds == 5 && !authority.allowHTTP)
    }

    typealias Row = (text: String, words: [String])

    static let faults: [Row] = [
        (#"{"default_polcy":"x"}"#, ["/default_polcy", "unknown key", "did you mean \"default_policy\"?"]),
        (#"{"zzz":1}"#, ["/zzz", "unknown key"]),
        (#"{"providers":{"happy":{"dialekt":"openai"}}}"#, ["/providers/happy/dialekt", "did you mean \"dialect\"?"]),
        (#"{"providers":{"happy":{"ambiguous":"ask"}}}"#, ["/providers/happy/ambiguous", "\"retry\" or \"stop\""]),
        (#"{"providers":{"happy":{"max_in_flight":0}}}"#, ["/max_in_flight"]),
        (#"{"providers":{"happy":{"max_in_flight":1.5}}}"#, ["/max_in_flight"]),
        (#"{"providers":{"happy":{"pinned_public_key":"abc"}}}"#, ["/pinned_public_key"]),
        (#"{"providers":{"happy":"openai"}}"#, ["/providers/happy", "object"]),
        (#"{"providers":[]}"#, ["/providers", "object"]),
        (#"{"default_policy":[1]}"#, ["/default_policy/0"]),
        (#"{"default_models":{"sound":"x"}}"#, ["/default_models/sound"]),
        (#"{"prices":{"m":"0.04"}}"#, ["/prices", "list"]),
        (#"{"prices":[{"usd":"0.04"}]}"#, ["/prices/0", "model"]),
        (#"{"prices":[{"model":"m"}]}"#, ["/prices/0", "usd"]),
        (#"{"prices":[{"model":"m","usd":0.04}]}"#, ["/prices/0/usd"]),
        (#"{"prices":[{"model":"m","usd":"4 cents"}]}"#, ["/prices/0/usd", "decimal"]),
        (#"{"prices":[{"model":"m","usd":"1","mode":"image"}]}"#, ["/prices/0/mode"]),
        (#"{"prices":[{"model":"m","usd":"1","modle":"n"}]}"#, ["/prices/0/modle"]),
        (#"{"tsa":["https://tsa.example"]}"#, ["/tsa/0", "object"]),
        (#"{"tsa":[{"url":"https://tsa.example"}]}"#, ["/tsa/0", "roots"]),
        (#"{"tsa":[{"url":"https://tsa.example","roots":"r.pem","root":"r"}]}"#, ["/tsa/0/root", "did you mean"]),
        (#"{"tsa":[{"url":"https://tsa.example","roots":"r.pem","timeout_seconds":0}]}"#, ["/tsa/0/timeout_seconds"]),
        (#"{"out_dir":""}"#, ["/out_dir"]),
        ("[]", ["object"]),
        ("{\n\"a\":1,}", ["line 2"]),
        (#"{"out_dir":"a","out_dir":"b"}"#, ["duplicate key"]),
    ]

    @Test(arguments: faults)
    func `a fault is told by its place`(row: Row) throws {
        let report = try report { _ = try parse(row.text) }
        #expect(report.code == .configInvalid)
        #expect(report.message.hasPrefix("config.json"))
        for word in row.words { #expect(report.message.contains(word)) }
    }

    @Test func `defaults are written beside what is there`() throws {
        let config = try parse(#"{"out_dir":"o","default_provider":"a"}"#)
        let text = config.text(settingProvider: "happy", policy: "happy-gpt-image-2")
        let again = try parse(text)
        #expect(again.defaultProvider == "happy")
        #expect(again.defaultPolicies == ["happy-gpt-image-2"])
        #expect(again.outFolder == "o")
        #expect(text.hasPrefix("{\n  \"out_dir\": \"o\",\n  \"default_provider\": \"happy\""))
        #expect(HomeConfig().text(settingProvider: nil, policy: nil) == "{}\n")
    }

    @Test func `a home without a config has the defaults`() throws {
        let machine = try Machine()
        #expect(try HomeConfig.load(home: machine.ownHome) == HomeConfig())
    }
}
