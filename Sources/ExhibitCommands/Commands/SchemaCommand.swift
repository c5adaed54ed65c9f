import ExhibitArguments
import ExhibitJSON
import ExhibitPolicy

/// `schema`: the formats that have a JSON Schema.
enum SchemaCommand {
    enum Name: String, CaseIterable, Sendable, ArgumentValue {
        case acceptance

        var bytes: [UInt8] {
            switch self {
            case .acceptance: PolicySchema.acceptance
            }
        }
    }

    struct Options: Sendable {
        var output = OutputOptions()
        var name: Name?
    }

    static let command = Command<CommandContext>(
        "schema",
        "Print the JSON Schema of a format: acceptance (policies).",
        Options(),
        [.argument("name", \.name, "The format.", value: "NAME", required: true)]
            + OutputOptions.rows.map { $0.at(\.output) },
        examples: ["exhibit schema acceptance > acceptance-v1.schema.json", "exhibit schema acceptance --json"]
    ) { options, context in
        await context.answering("schema", options.output) {
            let name = options.name ?? .acceptance
            return Answer(
                result: ["name": .string(name.rawValue), "schema": try JSONReader.read(name.bytes, .canonical)],
                lines: String(decoding: name.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
            )
        }
    }
}
