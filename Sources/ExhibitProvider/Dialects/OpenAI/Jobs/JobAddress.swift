import ExhibitModel

/// Where a job is asked for and given up.
struct JobAddress {
    static let template = "status_endpoint_template"
    static let placeholder = "{id}"

    let poll: String
    let cancel: String?

    /// The caller's template wins over the address in the answer, and that over the row's own path.
    init(_ reading: JobReading, submittedTo url: String, _ intent: Intent, _ endpoint: ProviderEndpoint) {
        let id = EndpointURL.segment(reading.id)
        func filled(_ path: String) -> String { path.replacing(Self.placeholder, with: id) }
        let base = endpoint.baseURL
        poll =
            Self.template(of: intent, base: base).map(filled) ?? reading.pollAddress(base: base)
            ?? {
                switch reading.shape.path {
                case .belowSubmit: EndpointURL.extend(url, "/" + id)
                case .belowBase(let path): base + filled(path)
                case .belowOrigin(let path): EndpointURL.origin(of: base) + filled(path)
                }
            }()
        cancel =
            switch reading.shape.cancelling {
            case .address: reading.cancelAddress(base: base)
            case .belowPoll(let path): EndpointURL.extend(poll, path)
            case nil: nil
            }
    }

    /// - Throws: when the caller's template could not lead to a job, or leads away from the provider.
    static func check(_ intent: Intent, _ endpoint: ProviderEndpoint) throws(ProviderError) {
        guard let text = intent.text(template) else { return }
        guard text.contains(placeholder) else {
            throw .optionInvalid(name: template, problem: "must say where the job's name goes, as in /videos/{id}")
        }
        _ = try EndpointURL.join(endpoint.baseURL, text)
    }

    private static func template(of intent: Intent, base: String) -> String? {
        intent.text(template).flatMap { try? EndpointURL.join(base, $0) }  // ``check`` was passed before
    }
}
