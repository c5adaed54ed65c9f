import ExhibitArguments
import ExhibitLedger

/// Where the ledger and the provider settings are.
struct HomeOptions: Sendable {
    var home: String?
    var config: String?

    static let rows: [Parameter<HomeOptions>] = [
        .option("home", \.home, "The folder of ledger, keys and artifacts.", value: "DIR", completion: .directory),
        .option("config", \.config, "The OpenClaw configuration.", value: "FILE", completion: .file),
    ]
}
