/// The headers of an answer that stand in the record; all others are left out.
///
/// An entry holds at most 16, so they are listed by worth: what says whether the answer is real and whose it is, then
/// what explains retries, then what names the machines in between. The organization's name is not among them.
package enum RecordedHeaders {
    package static let limit = 16
    static let valueLimit = 256

    private static let names = [
        "x-exhibit-sandbox", "content-type", "content-length", "date", "x-request-id", "x-model", "x-seed", "x-source",
        "x-litellm-call-id", "x-litellm-model-id", "x-litellm-model-api-base", "x-litellm-response-cost",
        "x-litellm-version", "openai-version", "openai-processing-ms", "retry-after", "retry-after-ms",
        "x-should-retry", "cf-ray", "server",
        "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", "x-ratelimit-limit-requests",
        "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens", "x-ratelimit-limit-tokens",
    ]

    /// Names in lower case, each once, in the order of the table; other `*request-id*` headers follow `x-request-id`.
    package static func of(_ headers: [HeaderField]) -> [HeaderField] {
        var recorded: [HeaderField] = []
        for name in names {
            if let value = headers.value(name) { recorded.append(HeaderField(name, shown(value))) }
            if name == "x-request-id" { recorded += otherRequestIDs(headers) }
        }
        return Array(recorded.prefix(limit))
    }

    private static func otherRequestIDs(_ headers: [HeaderField]) -> [HeaderField] {
        var seen: Set<String> = ["x-request-id"]
        let others = headers.filter { RequestIdentifier.isName($0.name) && seen.insert($0.name.lowercased()).inserted }
        return others.prefix(2).map { HeaderField($0.name.lowercased(), shown($0.value)) }
    }

    private static func shown(_ value: String) -> String {
        let line = ProviderText.line(value)
        return line.count <= valueLimit ? line : line.prefix(valueLimit) + "…"
    }
}
