package import ExhibitModel

extension Policy {
    /// The prompt as this policy wants it sent.
    ///
    /// With the id of the first guard that asked for a change. Under `raw` the caller wants the prompt untouched, and
    /// what would have been done is only told.
    package func prepare(_ prompt: String, raw: Bool) -> (prompt: String, state: GuardState, rule: String?) {
        let folded = FoldedText(prompt)
        let matching = guards.filter { $0.matches(folded) }
        guard let first = matching.first else { return (prompt, .notNeeded, nil) }
        if raw { return (prompt, .raw, first.id) }
        return (matching.reduce(prompt) { $0 + $1.sentence }, .applied, first.id)
    }
}
