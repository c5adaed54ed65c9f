import ExhibitArguments

/// What a template asks for and cannot get.
enum TemplateFault: Hashable {
    case unknown(String)
    /// A `{` with no `}` behind it, or with another `{` before that.
    case unclosed
    /// A `}` that closes nothing.
    case stray

    /// The fault as it is told; `names` are those that are known, for a guess.
    func problem(in key: String, among names: Set<String>, at place: ManifestPlace) -> ManifestProblem {
        let key = ItemKey.shown(key)
        switch self {
        case .unknown(let name):
            let guess = NearestName.suggestions(for: name, among: names.sorted()).map { "{\($0)}" }
            return ManifestProblem(
                "\(key) names the variable \(ItemKey.shown(name)), which nothing gives",
                hint: NearestName.question(guess)
                    ?? "give it in vars, --vars-json or --vars-file, or write {{ and }} for braces",
                at: place
            )
        case .unclosed: return ManifestProblem("\(key) has a { without its }", hint: "write {{ for a brace", at: place)
        case .stray: return ManifestProblem("\(key) has a } without its {", hint: "write }} for a brace", at: place)
        }
    }
}
