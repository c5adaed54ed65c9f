import ExhibitJSON
package import ExhibitModel

/// Gemini's `generateContent` as a maker of pictures; the base URL ends in `/v1beta`.
///
/// It answers at once, and names the model that really worked and its own answer.
package struct GeminiDialect: Dialect {
    static let name = "gemini"

    package var name: String { Self.name }
    package let version = 1

    package init() {}

    package var credential: CredentialForm { CredentialForm(header: "x-goog-api-key", prefix: "") }

    package func route(_ mode: Mode, inputs: [Intent.Input]) -> String { "generateContent" }

    package func start(_ intent: Intent, endpoint: ProviderEndpoint) throws(ProviderError) -> Planned {
        let order = try GeminiOrder(intent)
        let request = ProviderRequest(
            method: "POST",
            url: try EndpointURL.join(endpoint.baseURL, intent.endpoint ?? order.path),
            body: order.body,
            headers: [HeaderField("Accept", "application/json")]
        )
        return Planned(request: request, sent: order.sent)
    }

    package func after(_ reply: Reply, to purpose: Purpose, _ intent: Intent, endpoint: ProviderEndpoint) -> Step {
        GeminiAnswer.of(reply)
    }
}
