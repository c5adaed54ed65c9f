import ExhibitJSON
import ExhibitRecord

/// The bytes that an entry names by digest.
enum NamedBlobs {
    struct Name {
        let hex: String
        let kind: Kind
        fileprivate let words: Words

        /// In words for a finding.
        var what: String {
            switch words {
            case .plain(let words): "\(words)"
            case .key(let key): "the \(key.dropLast(5).replacing("_", with: " "))"
            }
        }
    }

    /// Put together only when something is wrong.
    fileprivate enum Words {
        case plain(StaticString)
        /// A key that ends in `_blob`.
        case key(String)
    }

    /// What the bytes are to somebody who does not have the home.
    enum Kind {
        /// Needed to repeat what the record says.
        case evidence
        /// A picture or other media file.
        case artifact
        /// Certificates that proofs from outside lead to.
        case trust
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
            Name(hex: hex, kind: .artifact, words: .plain("the file"))
        case (.runLog, "blob"): Name(hex: hex, kind: .own, words: .plain("the log"))
        case (.requestIntent, "config"):
            hex.utf8.count == 64 ? Name(hex: hex, kind: .own, words: .plain("the settings")) : nil
        case (_, "config_blob"): Name(hex: hex, kind: .own, words: .plain("the settings"))
        case (.verdict, "policy_sha256"), (.policyAdopt, "policy_sha256"):
            Name(hex: hex, kind: .evidence, words: .plain("the policy"))
        case (.anchorRFC3161, "roots_sha256"): Name(hex: hex, kind: .trust, words: .plain("the pinned roots"))
        case (_, "blob"): Name(hex: hex, kind: .evidence, words: .plain("the blob"))
        case (_, _) where key.utf8.suffix(5).elementsEqual("_blob".utf8):
            Name(hex: hex, kind: .evidence, words: .key(key))
        default: nil
        }
    }
}
