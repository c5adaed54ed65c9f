/// How often a rule took something out: what the record says about a redaction besides its tag.
package struct RedactionCount: Hashable, Sendable {
    package let rule: String
    package let count: Int

    package init(rule: String, count: Int) {
        self.rule = rule
        self.count = count
    }

    /// One count for each rule, sorted by its name.
    package static func counting(_ rules: some Sequence<String>) -> [RedactionCount] {
        var counts: [String: Int] = [:]
        for rule in rules { counts[rule, default: 0] += 1 }
        return counts.sorted { $0.key < $1.key }.map { RedactionCount(rule: $0.key, count: $0.value) }
    }
}
