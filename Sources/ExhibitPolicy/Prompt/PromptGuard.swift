/// One entry of a policy's `prepare` section: terms that call for a sentence at the end of the prompt.
struct PromptGuard: Sendable, Hashable {
    let id: String
    let terms: [String]
    let sentence: String

    func matches(_ prompt: FoldedText) -> Bool {
        terms.contains { prompt.contains(FoldedText($0)) }
    }
}
