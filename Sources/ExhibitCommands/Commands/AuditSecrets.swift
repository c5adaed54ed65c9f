import ExhibitConfiguration
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRedaction

/// The credentials that are configured on this machine: none of them may stand in the record.
struct AuditSecrets {
    /// Every one that can be had without running a command; a provider whose key is not set, or a config that cannot be read, adds none.
    let known: [KnownSecret]

    init(_ options: HomeOptions, home: Home, _ environment: Environment) {
        // What cannot be configured cannot be sent either: the audit says when it knew no credential.
        guard let settings = try? Settings.load(environment, configFlag: options.config, homeFolder: home.path) else {
            known = []
            return
        }
        let configured = (try? settings.openClaw())?.providers.map(\.id) ?? []  // as above
        let names = configured + ["openai", "images-api", "clacky"].filter { !configured.contains($0) }
        known = names.flatMap { name in
            // A provider without its key is no provider to look for.
            (try? settings.description(ofProvider: name, mode: .generation, dialects: DialectTable.spoken))?
                .knownSecrets
                ?? []
        }
    }
}
