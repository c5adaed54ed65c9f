import ExhibitJSON

extension Evaluation {
    mutating func evaluate(_ rule: Rule, in scope: Scope) -> Finding {
        var condition: Finding?
        if let clause = rule.condition { condition = evaluate(clause, in: scope) }
        if let condition, condition.truth == .undecided { return condition }
        let applies = condition.map { $0.truth == .pass } ?? true
        let finding =
            applies ? evaluate(rule.assertion, in: scope) : Finding(truth: .notApplicable, leaf: condition?.leaf)
        // A rule that was cut off must not come out as passed over.
        return isExhausted ? Finding(truth: .indeterminate) : finding
    }
}

extension Rule {
    func result(of finding: Finding, isWaived: Bool) -> RuleResult {
        let outcome: Outcome =
            switch finding.truth {
            case .pass: .pass
            case .fail: isWaived ? .waived : .fail
            case .indeterminate, .undecided: isWaived ? .waived : .indeterminate
            case .notApplicable: .notApplicable
            }
        let leaf = finding.leaf
        return RuleResult(
            id: id,
            severity: severity,
            result: outcome,
            message: Wording(rule: self, finding: finding).message(outcome),
            path: leaf?.path,
            op: leaf.map { $0.isNegated ? "not \($0.op)" : $0.op },
            expected: leaf?.expected,
            actual: leaf?.actual
        )
    }
}
