/// Where `${NAME}` may take its value from, the first that has it wins.
///
/// The files among them fill the OpenClaw config only: what exhibit reads itself comes from the process environment.
package struct VariableSources: Sendable {
    struct Layer: Sendable {
        /// How the reader knows it: `environment`, `./.env`, `env.vars`.
        let name: String
        let values: [String: String]
    }

    struct Found: Hashable {
        let value: String
        let layer: String
    }

    static let processLayer = "environment"

    let layers: [Layer]

    /// The variable's value; an empty one counts as not set.
    func find(_ name: some StringProtocol) -> Found? {
        for layer in layers {
            if let value = layer.values[String(name)], !value.isEmpty { return Found(value: value, layer: layer.name) }
        }
        return nil
    }
}
