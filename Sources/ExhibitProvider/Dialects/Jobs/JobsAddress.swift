import ExhibitModel

/// Where the jobs of a server are.
struct JobsAddress {
    static let path = "/jobs"

    let submit: String

    /// `--endpoint` takes the place of `/jobs` for all that is asked of a job.
    init(_ intent: Intent, _ endpoint: ProviderEndpoint) {
        let path = intent.endpoint ?? Self.path
        // A path that does not join was refused when the run was planned.
        submit = (try? EndpointURL.join(endpoint.baseURL, path)) ?? endpoint.baseURL + Self.path
    }

    func request(_ method: String, _ job: Job, _ purpose: Purpose, below path: String = "") -> ProviderRequest {
        let jobs = submit.prefix { $0 != "?" }
        return ProviderRequest(
            method: method,
            url: "\(jobs)/\(job.id)\(path)",
            body: .none,
            purpose: purpose,
            headers: [HeaderField("Accept", path.isEmpty ? "application/json" : "*/*")]
        )
    }
}
