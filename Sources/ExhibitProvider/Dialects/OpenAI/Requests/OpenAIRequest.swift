import ExhibitJSON
import ExhibitModel

/// Puts an intent into the request that may bill, in one of its forms.
enum OpenAIRequest {
    static func plan(
        _ intent: Intent,
        as form: RequestForm,
        endpoint: ProviderEndpoint
    ) throws(ProviderError) -> Planned {
        let options = try OpenAIOptions(intent.options, for: form.route)
        var fields = RequestFields(
            model: intent.model,
            prompt: intent.sentPrompt,
            promptName: form.route.promptName,
            options: options.fields,
            privateNames: options.privateNames
        )
        let files = try place(intent, form, &fields)
        try fields.merge(extraJSON: intent.extraJSON)
        let sent = try fields.sent()
        try OpenAITerms.check(fields, sent, form.route)
        let url = try form.url(of: intent, endpoint)
        let body: RequestBody =
            if let files { try OpenAIForm.body(fields, files, token: endpoint.token) } else {
                .json(JSONFragment.object(fields))
            }
        let request = ProviderRequest(
            method: "POST",
            url: url,
            body: body,
            purpose: .submit(form.variation(of: intent)),
            headers: headers(fields, form.route, url)
        )
        return Planned(request: request, sent: sent)
    }

    /// Adds what travels as JSON to the fields; the parts of a form, or nil when the request is JSON.
    private static func place(
        _ intent: Intent,
        _ form: RequestForm,
        _ fields: inout RequestFields
    ) throws(ProviderError) -> [MultipartPart]? {
        switch form.route {
        case .speech: return nil
        case .generations:
            try InputValues.addReferences(intent, form, &fields)
            return nil
        case .edits:
            let images = try EditInputs(intent, form)
            guard form.transport == .json else { return images.parts(of: intent) }
            try images.add(to: &fields, intent)
            return nil
        case .videos:
            try InputValues.addReferences(intent, form, &fields)
            return try FirstFrame(intent, form)?.place(in: &fields, intent)
        }
    }

    private static func headers(_ fields: RequestFields, _ route: OpenAIRoute, _ url: String) -> [HeaderField] {
        let accept =
            if OpenAITerms.isStreamed(fields) { "text/event-stream" } else {
                route == .speech ? "*/*" : "application/json"
            }
        // DashScope refuses a video that is not asked for as a job.
        let isDashScope = url.contains("/services/aigc/")
        return [HeaderField("Accept", accept)] + (isDashScope ? [HeaderField("X-DashScope-Async", "enable")] : [])
    }
}
