/// The headers that OpenAI's API puts on every answer.
enum ProviderHeaders {
    /// Says that no real provider answered; the transport's caller marks the run as simulated by it.
    static let mark = ("X-Exhibit-Sandbox", "1")

    static func list(requestID: String, elapsed: Duration) -> [(String, String)] {
        let milliseconds = elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000
        return [
            ("x-request-id", requestID), ("openai-organization", "exhibit-sandbox"), ("openai-version", "2020-10-01"),
            ("openai-processing-ms", String(milliseconds)),
            ("x-ratelimit-limit-requests", "500"), ("x-ratelimit-limit-tokens", "250000"),
            ("x-ratelimit-remaining-requests", "499"), ("x-ratelimit-remaining-tokens", "249000"),
            ("x-ratelimit-reset-requests", "120ms"), ("x-ratelimit-reset-tokens", "9ms"),
        ]
    }

    static func makeRequestID() -> String {
        "req_" + PictureSeed("\(UInt64.random(in: 0 ... .max))").hex
            + PictureSeed("\(UInt64.random(in: 0 ... .max))").hex
    }
}
