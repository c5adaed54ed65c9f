import ExhibitArguments

/// Who is asked, by which policies the answer is judged, and what else goes into the request.
struct ProviderOptions: Sendable {
    var provider: String?
    var model: String?
    var endpoint: String?
    var policies: [String] = []
    var extraJSON: String?
    var extraJSONFile: String?

    static let rows: [Parameter<ProviderOptions>] = [
        .option("provider", \.provider, "The provider to use.", value: "NAME", essential: true),
        .option("model", \.model, "The model to ask for.", value: "NAME", essential: true),
        .option("endpoint", \.endpoint, "A path in place of the route's own.", value: "PATH"),
        .option(
            "policy",
            \.policies,
            "A policy that judges the run, besides integrity.",
            value: "NAME|FILE",
            essential: true
        ),
        .option(
            "extra-json",
            \.extraJSON,
            "More request fields, as a JSON object or @FILE; merged last.",
            value: "JSON"
        ),
        .option(
            "extra-json-file",
            \.extraJSONFile,
            "More request fields, from a file.",
            value: "FILE",
            completion: .file
        ),
    ]
}
