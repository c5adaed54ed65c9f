import ExhibitJSON

/// What a condition says, and the comparison that decided it.
struct Finding: Hashable {
    var truth: Truth
    var leaf: Leaf?

    /// One comparison as it came out.
    struct Leaf: Hashable {
        let path: String
        let op: String
        var isNegated = false
        let expected: JSONValue?
        let actual: JSONValue?
        /// The set of `in_set` when it is empty: the one comparison that has nothing to say.
        var emptySet: String?
    }

    /// The joined truth, explained by the first part that has it.
    static func joining(_ truth: Truth, _ parts: [Finding]) -> Finding {
        Finding(truth: truth, leaf: parts.first { $0.truth == truth }?.leaf)
    }

    var negated: Finding {
        var finding = Finding(truth: truth.negated, leaf: leaf)
        finding.leaf?.isNegated.toggle()
        return finding
    }
}
