/// What a source page says that a model costs at the provider that makes it; a gateway's price may differ.
package struct ModelPrice: Sendable, Hashable, CustomStringConvertible {
    package enum Unit: String, Sendable, Hashable, CaseIterable {
        case image, second
        case textInputTokens = "million_text_input_tokens"
        case imageInputTokens = "million_image_input_tokens"
        case imageOutputTokens = "million_image_output_tokens"
        case characters = "million_characters"

        var text: String {
            switch self {
            case .image: "picture"
            case .second: "second"
            case .textInputTokens: "million tokens of text in"
            case .imageInputTokens: "million tokens of pictures in"
            case .imageOutputTokens: "million tokens of pictures out"
            case .characters: "million characters"
            }
        }
    }

    package let unit: Unit
    /// Nil where the price is the same for every one.
    package let size: String?
    package let quality: String?
    /// Millionths of the currency.
    package let micros: Int
    /// ISO 4217.
    package let currency: String

    package var description: String {
        let which = [quality, size].compactMap(\.self)
        return "\(amount) \(currency) a \(unit.text)" + (which.isEmpty ? "" : " (\(which.joined(separator: ", ")))")
    }

    private var amount: String {
        guard micros % 1_000_000 != 0 else { return String(micros / 1_000_000) }
        let digits = String(micros % 1_000_000)
        var fraction = String(repeating: "0", count: 6 - digits.count) + digits
        while fraction.hasSuffix("0"), fraction.count > 2 { fraction.removeLast() }
        return "\(micros / 1_000_000).\(fraction)"
    }
}
