import ExhibitJSON
import ExhibitModel

/// Whether a refusal may lie in the form of a request, so that another form of it is worth an attempt.
enum FormRefusal {
    /// What an endpoint answers that knows no such field, no such kind of body, or no such path.
    private static let statuses: Set<Int> = [400, 404, 405, 415, 422]

    /// A refusal that names another field than the references' would only be repeated.
    static func explains(_ reply: Reply, _ failure: ProviderFailure, _ intent: Intent) -> Bool {
        guard statuses.contains(reply.status), failure.code == .providerRefused else { return false }
        guard let parameter = reply.value.flatMap(ErrorBody.init)?.parameter?.lowercased() else { return true }
        let key = intent.text(ReferenceTransport.keyOption) ?? ReferenceTransport.defaultKey
        return parameter.contains(key.lowercased()) || parameter.contains("image")
    }
}
