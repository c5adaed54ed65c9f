import ExhibitJSON
import ExhibitModel

/// What `GET /api/media/types` says about one kind of media.
struct ClackyTypes {
    let model: String
    /// What is remembered, to be compared when the run is over.
    let memory: [String: String]

    private static let compared = ["model", "base_url", "source"]

    static func read(_ reply: Reply, _ kind: ClackyKind) -> Result<ClackyTypes, ProviderFailure> {
        guard reply.isSuccess else {
            // A question makes nothing: a server that ran out of time has cost nothing.
            return .failure(reply.status == 503 ? ProviderFailure(refusal: reply) : ClackyFailure.of(reply))
        }
        guard let types = reply.value, types.object != nil else {
            return .failure(unclear(reply, "the server does not say which models it has"))
        }
        guard let type = types[kind.rawValue], type["configured"]?.bool == true else {
            return .failure(unconfigured(reply, kind))
        }
        guard let model = type["model"]?.string, !model.isEmpty else {
            return .failure(unclear(reply, "the server does not name its model for \(kind.rawValue)"))
        }
        var memory: [String: String] = [:]
        for name in compared { memory[name] = type[name]?.string }
        return .success(ClackyTypes(model: model, memory: memory))
    }

    private static func unclear(_ reply: Reply, _ sentence: String) -> ProviderFailure {
        ProviderFailure(.preparationUnclear, reply, sentence)
    }

    private static func unconfigured(_ reply: Reply, _ kind: ClackyKind) -> ProviderFailure {
        ProviderFailure(
            .notConfigured,
            reply,
            "the server has no model of type \(kind.rawValue): open its settings page, add a model, choose the type "
                + "\(kind.rawValue) (its guide suggests \(kind.suggestions))"
        )
    }

    /// What is to be said when the server's model is another one than before the request.
    static func changes(since memory: [String: String], _ kind: ClackyKind, _ reply: Reply) -> [Note] {
        guard case .success(let now) = read(reply, kind) else {
            return [
                Note("provider.check_failed", "the server did not say, after the request, which model it has")
            ]
        }
        return compared.compactMap { name in
            guard now.memory[name] != memory[name] else { return nil }
            let change = "\(shown(memory[name])) to \(shown(now.memory[name]))"
            return Note(
                "provider.model_changed",
                "the server's \(name) for \(kind.rawValue) changed from \(change) during the run: which one made this "
                    + "is not known"
            )
        }
    }

    private static func shown(_ value: String?) -> String {
        value.map { "\"\(ProviderText.line($0))\"" } ?? "none"
    }
}
