import ExhibitJSON
import ExhibitServing

/// The models that the sandbox lists.
///
/// It draws the same for every name, listed or not.
enum ModelList {
    private static let names = [
        "gpt-image-2", "gpt-image-2-2026-04-21", "gpt-image-2.5-flare", "gpt-image-2.5-sunburst", "gpt-image-2.6-flare",
        "gpt-image-2.6-sunburst",
    ]

    static func reply(path: String) -> ServerReply {
        let parts = path.split(separator: "/", maxSplits: 2)
        guard parts.count == 3 else {
            return JSONReply.reply(["object": "list", "data": .array(names.map(model))])
        }
        let name = String(parts[2])
        guard names.contains(name) else {
            return JSONReply.refusal(
                Refusal(
                    status: 404,
                    message: "The model '\(name)' does not exist",
                    param: "model",
                    code: "model_not_found"
                )
            )
        }
        return JSONReply.reply(model(name))
    }

    private static func model(_ name: String) -> JSONValue {
        [
            "id": .string(name), "object": "model", "created": 1_776_729_600, "owned_by": "exhibit-sandbox",
            "shutdown_date": nil,
        ]
    }
}
