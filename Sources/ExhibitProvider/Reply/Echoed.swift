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
    /// The seed that the provider says it used, as text: it may be larger than any integer here.
    package let seed: String?
    /// Who really made it, where the provider says so: a machine of its own, or a cloud.
    package let source: String?
    /// The provider's name for its answer, such as Gemini's `responseId`.
    package let responseID: String?

    private static let textLimit = 200

    package init(_ reply: Reply) { self.init(reply, cost: nil) }

    /// With a place where this provider writes dollars, when it is none of the usual ones.
    init(_ reply: Reply, cost place: JSONPointer?) {
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
        created = (reply.value?["created"]?.int ?? reply.value?["created_at"]?.int).map(Self.seconds)
        costUSD =
            reply.value.flatMap { value in Self.cost(value) ?? place.flatMap { Self.digits(value.at($0)) } }
            ?? reply.headers.value("x-litellm-response-cost").flatMap { JSONNumber(text: $0)?.text }
        revisedPrompts = reply.value.map(Self.revisedPrompts) ?? []
        seed = reply.headers.value("x-seed").flatMap(Self.plain)
        source = reply.headers.value("x-source").flatMap(Self.plain)
        responseID = nil
    }

    /// What a dialect reads at places of its own; strings that are no plain settings are left out.
    package init(
        model: String? = nil,
        size: String? = nil,
        quality: String? = nil,
        background: String? = nil,
        outputFormat: String? = nil,
        created: Int? = nil,
        costUSD: String? = nil,
        revisedPrompts: [RevisedPrompt] = [],
        seed: String? = nil,
        source: String? = nil,
        responseID: String? = nil
    ) {
        self.model = model.flatMap(Self.plain)
        self.size = size.flatMap(Self.plain)
        self.quality = quality.flatMap(Self.plain)
        self.background = background.flatMap(Self.plain)
        self.outputFormat = outputFormat.flatMap(Self.plain)
        self.created = created
        self.costUSD = costUSD.flatMap { JSONNumber(text: $0)?.text }
        self.revisedPrompts = revisedPrompts
        self.seed = seed.flatMap(Self.plain)
        self.source = source.flatMap(Self.plain)
        self.responseID = responseID.flatMap(Self.plain)
    }

    /// The provider's account of what the request used, as it stands in the answer.
    static func usage(_ value: JSONValue) -> JSONValue? {
        [["usage"], ["data", "usage"], ["result", "usage"]].lazy
            .compactMap { value.at(JSONPointer(tokens: $0)) }
            .first { $0.object != nil }
    }

    private static func cost(_ value: JSONValue) -> String? {
        let places = [["cost_usd"], ["usage", "cost_usd"], ["data", "cost_usd"]]
        return digits(places.lazy.compactMap { value.at(JSONPointer(tokens: $0)) }.first { !$0.isNull })
    }

    private static func digits(_ value: JSONValue?) -> String? {
        value?.number?.text ?? value?.string.flatMap { JSONNumber(text: $0)?.text }
    }

    /// Some gateways count milliseconds: read as seconds, those would be after the year 5000.
    private static func seconds(_ time: Int) -> Int { time >= 100_000_000_000 ? time / 1000 : time }

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
