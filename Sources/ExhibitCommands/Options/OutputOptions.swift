import ExhibitArguments

/// When to colour.
enum ColourChoice: String, CaseIterable, Sendable, ArgumentValue {
    case auto
    case always
    case never
}

/// How a command talks; every command has these.
struct OutputOptions: Sendable {
    var json = false
    var jsonl = false
    var quiet = false
    var verbose = false
    var colour = ColourChoice.auto

    var isMachine: Bool { json || jsonl }

    static let rows: [Parameter<OutputOptions>] = [
        .flag("json", \.json, "Print exactly one JSON document.", aliases: ["print-json"]),
        .flag("jsonl", \.jsonl, "Print one JSON line per event, then the document."),
        .flag("quiet", \.quiet, "Print only the path, or nothing."),
        .flag("verbose", \.verbose, "Print every entry as it is recorded."),
        .option("color", \.colour, "Colour the words."),
    ]
}
