import ExhibitConfiguration
import ExhibitLedger
import ExhibitModel
import ExhibitProof

/// Verifier keys that were given on the command line or in the home's config.
enum WitnessKeys {
    static func read(_ texts: [String], _ kind: VerifierKey.Kind) throws(Report) -> [VerifierKey] {
        var keys: [VerifierKey] = []
        for text in texts { keys.append(try read(text, kind)) }
        return keys
    }

    static func read(_ text: String, _ kind: VerifierKey.Kind) throws(Report) -> VerifierKey {
        guard let key = VerifierKey(text) else {
            throw Report(.usageInvalid, "\(text) is not a verifier key", hint: "it reads NAME+ID+BASE64, in one piece")
        }
        guard key.kind == kind else {
            throw Report(
                .usageInvalid,
                kind == .cosignature
                    ? "\(key.name): this is a log's key, not a witness's"
                    : "\(key.name): this is a witness's key, not a log's"
            )
        }
        return key
    }

    /// Those that were named; without any, those of the home's `config.json`.
    static func trusted(_ named: [String], _ home: Home) throws -> [VerifierKey] {
        guard named.isEmpty else { return try read(named, .cosignature) }
        return try read(HomeConfig.load(home: home.path).witnesses.map(\.vkey), .cosignature)
    }
}
