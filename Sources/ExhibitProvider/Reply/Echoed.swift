import ExhibitJSON

/// What the answer itself says about the picture: the level `echoed`, free words, possibly wrong.
package struct Echoed: Sendable, Hashable {
    /// A prompt that the provider rewrote; private like the one that was given.
    package struct RevisedPrompt: Sendable, Hashable {
        package let pointer: String
        package let text: String
    }

    package let model: String?
    package let size: String?
    package let quality: String?
    package let background: String?
    package let outputFormat: String?
    /// Unix seconds.
    package let created: Int?
    /// Dollars as the provider wrote them: `0.042`.
    package let costUSD: String?
    package let revisedPrompts: [RevisedPrompt]

    private static let textLimit = 200

    package init(_ reply: Reply) {
        let holders = [[], ["data"], ["data", "0"], ["result"]].compactMap {
            reply.value?.at(JSONPointer(tokens: $0))
        }
        func text(_ name: String) -> String? {
            holders.lazy.compactMap { $0[name]?.string.flatMap(Self.plain) }.first
        }
        model =
            text("model") ?? (reply.headers.value("x-model") ?? reply.headers.value("openai-model")).flatMap(Self.plain)
        size = text("size")
        quality = text("quality")
        background = text("background")
        outputFormat = text("output_format")
        created = reply.value?["created"]?.int
        costUSD = reply.value.flatMap(Self.cost)
        revisedPrompts = reply.value.map(Self.revisedPrompts) ?? []
    }

    /// The provider's account of what the request used, as it stands in the answer.
    static func usage(_ value: JSONValue) -> JSONValue? {
        [["usage"], ["data", "usage"], ["result", "usage"]].lazy
            .compactMap { value.at(JSONPointer(tokens: $0)) }
            .first { $0.object != nil }
    }

    private static func cost(_ value: JSONValue) -> String? {
        let places = [["cost_usd"], ["usage", "cost_usd"], ["data", "cost_usd"]]
        let found = places.lazy.compactMap { value.at(JSONPointer(tokens: $0)) }.first { !$0.isNull }
        return found?.number?.text ?? found?.string.flatMap { JSONNumber(text: $0)?.text }
    }

    private static func revisedPrompts(_ value: JSONValue) -> [RevisedPrompt] {
        (value["data"]?.array ?? []).enumerated().compactMap { index, item in
            item["revised_prompt"]?.string.map { RevisedPrompt(pointer: "/data/\(index)/revised_prompt", text: $0) }
        }
    }

    /// Nil for what is too long or too strange to be a setting.
    private static func plain(_ text: String) -> String? {
        guard !text.isEmpty, text.utf8.count <= textLimit,
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else { return nil }
        return text
    }
}
