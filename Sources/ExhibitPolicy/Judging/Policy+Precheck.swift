package import ExhibitJSON

extension Policy {
    /// Whether the fact at `pointer` is decided before the request is sent.
    package static func isKnownBeforeSending(_ pointer: String) -> Bool {
        ["/request", "/run/task_name", "/run/task_key", "/adapter/simulated"].contains { known in
            pointer == known || pointer.hasPrefix(known + "/")
        }
    }

    /// The error rules that fail whatever the facts become that nobody knows yet: reason enough to send nothing.
    ///
    /// A rule whose known facts are missing is indeterminate, not failed, and refuses nothing. Empty when the policy
    /// certainly does not apply.
    package func precheck(
        _ facts: JSONValue,
        known: @escaping (_ pointer: String) -> Bool = Policy.isKnownBeforeSending
    ) -> [RuleResult] {
        var evaluation = Evaluation(sets: sets, isKnown: known)
        let scope = Evaluation.Scope.root(facts)
        if let appliesTo {
            let truth = evaluation.evaluate(appliesTo, in: scope).truth
            guard truth == .pass || truth == .undecided else { return [] }
        }
        return rules.compactMap { rule in
            let finding = evaluation.evaluate(rule, in: scope)
            guard rule.severity == .error, finding.truth == .fail else { return nil }
            return rule.result(of: finding, isWaived: false)
        }
    }
}
