import ExhibitModel

/// Inputs as values in a request's JSON.
enum InputValues {
    static func dataURL(_ intent: Intent, _ index: Int) -> [JSONFragment] {
        [.inputDataURL(index, mediaType: intent.inputs[index].mediaType)]
    }

    /// `{"image_url": …}`, as OpenAI writes an image in JSON.
    static func imageURL(_ value: [JSONFragment]) -> [JSONFragment] {
        [.text("{\"image_url\":")] + value + [.text("}")]
    }

    /// An array of `data:` URLs under the caller's key, if references travel so.
    static func addReferences(
        _ intent: Intent,
        _ form: RequestForm,
        _ fields: inout RequestFields
    ) throws(ProviderError) {
        let references = form.inputs(of: intent, .reference)
        guard !references.isEmpty else { return }
        let key = intent.text(ReferenceTransport.keyOption) ?? ReferenceTransport.defaultKey
        try add(
            key,
            of: ReferenceTransport.keyOption,
            JSONFragment.array(references.map { dataURL(intent, $0) }),
            &fields
        )
    }

    /// - Throws: when the option names a field that the request has already.
    static func add(
        _ name: String,
        of option: String,
        _ value: [JSONFragment],
        _ fields: inout RequestFields
    ) throws(ProviderError) {
        guard !name.isEmpty, fields[name] == nil else {
            throw .optionInvalid(name: option, problem: "\"\(name)\" is no free field of the request")
        }
        fields.add(name, inputs: value)
    }
}
