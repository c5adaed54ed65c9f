import ExhibitModel

/// The requests that bring an order to the server: one upload for each input, then the job.
struct JobsRequests {
    private let intent: Intent
    private let order: JobsOrder
    private let endpoint: ProviderEndpoint

    init(_ intent: Intent, _ order: JobsOrder, _ endpoint: ProviderEndpoint) {
        self.intent = intent
        self.order = order
        self.endpoint = endpoint
    }

    /// The request that comes next; `memory` has the server's file names by the steps that brought them.
    func next(_ memory: [String: String]) -> ProviderRequest {
        if let upload = order.uploads.first(where: { memory[$0.step] == nil }) { return request(upload, memory) }
        return ProviderRequest(
            method: "POST",
            url: JobsAddress(intent, endpoint).submit,
            body: order.body(memory),
            purpose: .submit(memory: memory),
            headers: [HeaderField("Accept", "application/json")]
        )
    }

    /// The file goes under a name of the run's own: the caller's is nobody's business, and two runs that sent the same
    /// name could take each other's file.
    private func request(_ upload: JobsOrder.Upload, _ memory: [String: String]) -> ProviderRequest {
        let input = intent.inputs[upload.input]
        let name = "\(endpoint.token.prefix(16))-\(input.role.rawValue)" + Self.suffix(input.mediaType)
        let part = MultipartPart("image", fileName: name, mediaType: input.mediaType, .input(upload.input))
        let boundary = MultipartBoundary.make(token: endpoint.token, avoiding: [name])
        return ProviderRequest(
            method: "POST",
            url: endpoint.baseURL + "/upload",
            body: .multipart(boundary: boundary, [part]),
            purpose: .prepare(upload.step, memory: memory),
            headers: [HeaderField("Accept", "application/json")]
        )
    }

    private static func suffix(_ mediaType: String) -> String {
        switch mediaType {
        case "image/png": ".png"
        case "image/jpeg": ".jpg"
        case "image/webp": ".webp"
        default: ""
        }
    }
}
