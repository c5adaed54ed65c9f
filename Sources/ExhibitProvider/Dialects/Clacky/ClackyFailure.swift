import ExhibitJSON
import ExhibitModel

/// What went wrong, by the server's own word for it: the status is 422 for nearly everything.
enum ClackyFailure {
    static func of(_ reply: Reply) -> ProviderFailure {
        let said = text(reply)
        // Other servers answer 503 before they begin. This one answers it when it stops waiting for the service behind
        // it, which may go on, make the picture and bill it: to send the request again could pay for it twice.
        if reply.status == 503, said.lowercased().contains("timed out") {
            return ProviderFailure(.noAnswer, reply, "the server stopped waiting; what it asked for may still be made")
        }
        if namesUnknownModel(said) {
            let sentence = "the server's model is unknown to the service behind it; correct it on the settings page"
            return ProviderFailure(.otherModel, reply, sentence)
        }
        if isAboutArguments(reply), !reply.isSuccess { return ProviderFailure(refusal: reply) }
        switch reply.value?["error_type"]?.string {
        case "not_configured":
            return ProviderFailure(
                .notConfigured,
                reply,
                "the server has no model for this; add one on its settings page"
            )
        case "auth_required":
            return ProviderFailure(.unauthenticated, reply, "the server has no valid key; set it on its settings page")
        case "api_error": return upstream(reply, said)
        case "network_error":
            return ProviderFailure(.upstreamFailed, reply, "the server did not get through to the service behind it")
        case "polling_failed":
            return ProviderFailure(.noAnswer, reply, "the server lost sight of its task, which may go on")
        case "task_failed": return ProviderFailure(.jobFailed, reply, "the task failed")
        case "empty_response", "invalid_response", "download_failed", "provider_error":
            return ProviderFailure(.noMedia, reply, "the service behind the server answered, and no file came of it")
        default: return reply.isSuccess ? ProviderFailure(withoutMedia: reply) : ProviderFailure(refusal: reply)
        }
    }

    /// Whether the service behind the server did not like a field; never true for a model that it does not know.
    static func isAboutArguments(_ reply: Reply) -> Bool {
        let said = text(reply)
        guard !namesUnknownModel(said) else { return false }
        return reply.status == 400 || upstreamStatus(said) == 400 || said.contains("INVALID_ARGUMENT")
            || reply.value?["error_type"]?.string == "invalid_argument"
    }

    /// `Upstream 401: …`: the status of the service behind the server.
    private static func upstream(_ reply: Reply, _ said: String) -> ProviderFailure {
        switch upstreamStatus(said) {
        case 401, 403:
            ProviderFailure(
                .unauthenticated,
                reply,
                "the service behind the server refuses its key; set it on its settings page"
            )
        case 429: ProviderFailure(.queueFull, reply, "the service behind the server is busy")
        case .some(400..<500): ProviderFailure(refusal: reply)
        case .some: ProviderFailure(.upstreamFailed, reply, "the service behind the server failed")
        // Nobody knows how far it came, so it is not sent again by itself.
        case nil: ProviderFailure(.noMedia, reply, "the service behind the server made nothing of it")
        }
    }

    private static func upstreamStatus(_ said: String) -> Int? {
        guard let mark = said.firstRange(of: "pstream ") else { return nil }
        let digits = said[mark.upperBound...].prefix { $0.isNumber }
        return digits.utf8.count == 3 ? Int(digits) : nil
    }

    private static func namesUnknownModel(_ said: String) -> Bool {
        let said = said.lowercased()
        return ["unknown image model", "unknown video model", "unknown audio model", "unknown model"]
            .contains(where: said.contains)
    }

    private static func text(_ reply: Reply) -> String {
        reply.value.flatMap(ErrorBody.init)?.message ?? ""
    }
}
