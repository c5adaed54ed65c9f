import ExhibitModel

@testable import ExhibitProvider

/// Begins conversations in one dialect with the usual provider and model.
struct Talk {
    let dialect: any Dialect
    let base: String
    let model: String

    func callAsFunction(
        _ mode: Mode = .generation,
        model: String? = nil,
        prompt: String = "orange cat",
        options: [Intent.Option] = [],
        inputs: [Intent.Input] = [],
        extraJSON: String? = nil
    ) -> Conversation {
        Conversation(
            dialect,
            base: base,
            model: model ?? self.model,
            mode: mode,
            prompt: prompt,
            options: options,
            inputs: inputs,
            extraJSON: extraJSON
        )
    }
}
