import ExhibitJSON
package import ExhibitPolicy

/// Policies by digest, each read once.
package final class PolicyShelf {
    private let blob: (String) -> [UInt8]?
    private var policies: [String: Policy] = [:]
    private var levels: [String: [String: String]] = [:]

    package init(blob: @escaping (String) -> [UInt8]?) {
        self.blob = blob
    }

    /// Nil when the store has no such policy, or it cannot be read.
    package func policy(_ digest: String) -> Policy? {
        if let policy = policies[digest] { return policy }
        // A broken blob is the audit's finding.
        guard let bytes = blob(digest), let policy = try? Policy(parsing: bytes) else { return nil }
        policies[digest] = policy
        return policy
    }

    /// How the fact of each rule is known, by rule id; a rule over several facts has none.
    package func levels(_ digest: String) -> [String: String] {
        if let known = levels[digest] { return known }
        var found: [String: String] = [:]
        for rule in policy(digest)?.judge(.object([:])).rules ?? [] {
            found[rule.id] = rule.path.flatMap(FactLevel.of)
        }
        levels[digest] = found
        return found
    }
}
