import ExhibitJSON
package import ExhibitModel

/// What one thing that a model makes costs: an entry of `prices` in the home's `config.json`.
///
/// `{"provider":"happy","model":"gpt-image-2","mode":"generation","usd":"0.04"}`: the model and a decimal text are
/// needed; without `provider` or `mode` the entry holds for any. The first entry that fits counts.
package struct Price: Sendable, Hashable {
    package let provider: String?
    package let model: String
    package let mode: Mode?
    /// Millionths of a US dollar for one picture, video or sound.
    package let micros: Int

    private static let keys = ["provider", "model", "mode", "usd"]

    private init(_ node: ConfigNode) throws(ConfigurationError) {
        try node.refuseKeys(outside: Self.keys)
        provider = try node.member("provider")?.nonEmptyString()
        guard let model = node.member("model") else { throw .invalid(node.place, "needs a model") }
        self.model = try model.nonEmptyString()
        mode = try node.member("mode")?.word(Mode.self)
        guard let usd = node.member("usd") else { throw .invalid(node.place, "needs usd") }
        guard let micros = Money.micros(try usd.string()) else {
            throw .invalid(usd.place, "must be a decimal as text, such as \"0.04\"")
        }
        self.micros = micros
    }

    static func list(_ node: ConfigNode) throws(ConfigurationError) -> [Price] {
        guard let elements = node.value.array else { throw .invalid(node.place, "must be a list") }
        var prices: [Price] = []
        for (index, element) in elements.enumerated() {
            prices.append(try Price(ConfigNode(place: node.place[String(index)], value: element)))
        }
        return prices
    }

    package func fits(provider: String, model: String, mode: Mode) -> Bool {
        (self.provider == nil || self.provider == provider) && self.model == model
            && (self.mode == nil || self.mode == mode)
    }
}
