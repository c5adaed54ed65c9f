import ExhibitJSON
package import ExhibitModel

/// The OpenAI Images API, as the provider itself and the gateways that follow it speak it.
///
/// `generations` is a JSON request, `edits` a form; both are answered at once.
package struct OpenAIDialect: Dialect {
    package let name = "openai"
    package let version = 1

    /// Characters that the longest-winded of today's models take; a model table will know better.
    private static let promptLimit = 32_000

    package init() {}

    package func start(_ intent: Intent, endpoint: ProviderEndpoint) throws(ProviderError) -> Planned {
        guard let route = OpenAIRoute(rawValue: intent.route) else {
            throw .routeUnknown(intent.route, dialect: name)
        }
        var fields = RequestFields(
            model: intent.model,
            prompt: intent.sentPrompt,
            options: try OpenAIOptions.fields(intent.options, for: route)
        )
        try fields.merge(extraJSON: intent.extraJSON)
        let sent = try fields.sent()
        try check(sent.prompt)
        if fields["stream"]?.bool == true || fields["stream"]?.string == "true" {
            throw .optionNotSupported(name: "stream", dialect: name, route: route.rawValue)
        }
        let url = try EndpointURL.join(endpoint.baseURL, intent.endpoint ?? route.path)
        let body =
            switch route {
            case .generations: try generation(fields, intent.inputs)
            case .edits: try OpenAIEditForm.body(fields, intent.inputs, token: endpoint.token)
            }
        let request = ProviderRequest(
            method: "POST",
            url: url,
            body: body,
            headers: [HeaderField("Accept", "application/json")]
        )
        return Planned(request: request, sent: sent)
    }

    package func after(_ reply: Reply, to purpose: Purpose, _ intent: Intent, endpoint: ProviderEndpoint) -> Step {
        reply.isSuccess ? success(reply, endpoint) : .fail(ProviderFailure(refusal: reply))
    }

    private func success(_ reply: Reply, _ endpoint: ProviderEndpoint) -> Step {
        let media = MediaReader.read(reply, base: endpoint.baseURL)
        guard media.isEmpty else {
            return .done(media, echoed: Echoed(reply), usage: reply.value.flatMap(Echoed.usage))
        }
        return .fail(ProviderFailure(withoutMedia: reply))
    }

    private func generation(_ fields: RequestFields, _ inputs: [Intent.Input]) throws(ProviderError) -> RequestBody {
        guard inputs.isEmpty else { throw .inputsNotSupported(route: OpenAIRoute.generations.rawValue) }
        return .json(JSONFragment.object(fields))
    }

    private func check(_ prompt: String) throws(ProviderError) {
        guard !prompt.isEmpty else { throw .promptMissing }
        guard prompt.count <= Self.promptLimit else {
            throw .promptTooLong(characters: prompt.count, limit: Self.promptLimit)
        }
    }
}
