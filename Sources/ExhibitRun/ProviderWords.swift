import ExhibitModel
import ExhibitRedaction

/// A provider's or a library's words on their way into the record: no secret, no prompt,
/// no e-mail address or telephone number, one line.
struct ProviderWords: Sendable {
    let redactor: Redactor
    let prompts: [String]

    private static let limit = 500

    func clean(_ text: String) -> String {
        var text = text
        // A prompt that is quoted back is as private as the one that was sent.
        for prompt in prompts where prompt.utf8.count >= 12 { text = text.replacing(prompt, with: "[prompt]") }
        text = redactor.redact(text, hidingPersons: true).text
        let line = String(text.map { $0.isNewline ? " " : $0 })
        return line.count <= Self.limit ? line : line.prefix(Self.limit) + "…"
    }
}
