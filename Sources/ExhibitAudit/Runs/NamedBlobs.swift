import ExhibitJSON
import ExhibitRecord

/// The bytes that an entry names by digest.
enum NamedBlobs {
    struct Name {
        let hex: String
        /// In words for a finding.
        let what: String
        let kind: Kind
    }

    /// What the bytes are to somebody who does not have the home.
    enum Kind {
        /// Needed to repeat what the record says.
        case evidence
        /// A picture or other media file.
        case artifact
        /// Kept for the owner: logs and settings.
        case own
    }

    static func of(_ entry: Entry) -> [Name] {
        var names: [Name] = []
        for (key, value) in entry.body.members {
            guard let hex = value.string else { continue }
            if let name = name(key, hex, entry) { names.append(name) }
        }
        return names
    }

    private static func name(_ key: String, _ hex: String, _ entry: Entry) -> Name? {
        switch (entry.type, key) {
        case (.artifactStored, "sha256"), (.artifactDerived, "sha256"):
            Name(hex: hex, what: "the file", kind: .artifact)
        case (.runLog, "blob"): Name(hex: hex, what: "the log", kind: .own)
        case (.requestIntent, "config"): hex.utf8.count == 64 ? Name(hex: hex, what: "the settings", kind: .own) : nil
        case (_, "config_blob"): Name(hex: hex, what: "the settings", kind: .own)
        case (.verdict, "policy_sha256"), (.policyAdopt, "policy_sha256"):
            Name(hex: hex, what: "the policy", kind: .evidence)
        case (_, "blob"): Name(hex: hex, what: "the blob", kind: .evidence)
        case (_, _) where key.hasSuffix("_blob"):
            Name(hex: hex, what: "the \(key.dropLast(5).replacing("_", with: " "))", kind: .evidence)
        default: nil
        }
    }
}
