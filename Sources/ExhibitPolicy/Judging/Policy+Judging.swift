package import ExhibitJSON

extension Policy {
    /// Judges the facts of a run; every rule is evaluated, whatever the verdict.
    ///
    /// `waived` holds the ids of rules with a valid waiver; those that are not ``waivable`` keep their result. `refused`
    /// says that the run was refused before sending: such a run has no artifact and is judged all the same, while any
    /// other run without the fact `/artifact` is not evaluated.
    package func judge(_ facts: JSONValue, waived: Set<String> = [], refused: Bool = false) -> Judgement {
        judge(facts, waived: waived, refused: refused, sets: sets)
    }

    func judge(
        _ facts: JSONValue,
        waived: Set<String> = [],
        refused: Bool = false,
        sets: [String: [JSONValue]]
    ) -> Judgement {
        var evaluation = Evaluation(sets: sets)
        let scope = Evaluation.Scope.root(facts)
        let applies = appliesTo.map { evaluation.evaluate($0, in: scope).truth == .pass } ?? true
        let results = rules.map { rule in
            let isWaived = waived.contains(rule.id) && waivable.contains(rule.id)
            return rule.result(of: evaluation.evaluate(rule, in: scope), isWaived: isWaived)
        }
        let isJudged = applies && (refused || facts["artifact"] != nil)
        return Judgement(verdict: isJudged ? verdict(of: results) : .notEvaluated, rules: results)
    }

    private func verdict(of results: [RuleResult]) -> Verdict {
        func failing(_ severity: Severity) -> Int {
            results.count { $0.severity == severity && $0.result.isFailing }
        }
        if failing(.error) > 0 { return .rejected }
        if failing(.review) > 0 { return .needsReview }
        if let maxWarn, failing(.warn) > maxWarn { return .needsReview }
        return .accepted
    }
}
