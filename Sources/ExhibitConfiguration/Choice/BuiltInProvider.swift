import ExhibitModel

/// A provider that needs no config: its settings come from the process environment.
enum BuiltInProvider: String, CaseIterable {
    case sandbox
    case openai
    case imagesAPI = "images-api"
    case clacky

    var dialect: String {
        switch self {
        case .sandbox, .openai: "openai"
        case .imagesAPI: "jobs"
        case .clacky: "clacky"
        }
    }

    /// The variables any of which makes it configured.
    ///
    /// None for the sandbox: it is never chosen by itself.
    var variables: [String] {
        switch self {
        case .sandbox: []
        case .openai: ["OPENAI_API_KEY"]
        case .imagesAPI: ["IMAGES_API_URL"]
        case .clacky: ["CLACKY_SERVER_HOST", "CLACKY_SERVER_PORT"]
        }
    }

    func configuringVariable(_ environment: Environment) -> String? {
        variables.first { environment[$0] != nil }
    }
}
