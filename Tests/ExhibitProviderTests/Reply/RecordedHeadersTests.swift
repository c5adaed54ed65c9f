import ExhibitJSON
import Testing

@testable import ExhibitProvider

@Suite struct RecordedHeadersTests {
    @Test func `only the list is kept, under lower-case names`() {
        let recorded = RecordedHeaders.of([
            HeaderField("Server", "cloudflare"), HeaderField("Content-Type", "application/json"),
            HeaderField("Set-Cookie", "session=1"), HeaderField("OpenAI-Organization", "org-1"),
            HeaderField("X-Request-Id", "req_1"), HeaderField("X-Api-Request-Id", "api_1"),
            HeaderField("x-exhibit-sandbox", "1"),
        ])
        #expect(
            recorded == [
                HeaderField("x-exhibit-sandbox", "1"), HeaderField("content-type", "application/json"),
                HeaderField("x-request-id", "req_1"), HeaderField("x-api-request-id", "api_1"),
                HeaderField("server", "cloudflare"),
            ]
        )
    }

    @Test func `at most sixteen, and the mark of the sandbox is never the one that is left out`() {
        let all = [
            "x-ratelimit-limit-tokens", "x-ratelimit-reset-tokens", "x-ratelimit-remaining-tokens",
            "x-ratelimit-limit-requests", "x-ratelimit-reset-requests", "x-ratelimit-remaining-requests", "server",
            "cf-ray", "x-should-retry", "retry-after-ms", "retry-after", "openai-processing-ms", "openai-version",
            "x-source", "x-seed", "x-model", "a-request-id", "b-request-id", "c-request-id", "x-request-id", "date",
            "content-length", "content-type", "x-exhibit-sandbox",
        ]
        let recorded = RecordedHeaders.of(all.map { HeaderField($0, "v") })
        #expect(recorded.count == 16)
        #expect(recorded.first?.name == "x-exhibit-sandbox")
        #expect(!recorded.contains { $0.name == "c-request-id" })
    }

    @Test func `a gateway's own account is kept, and names the call when nobody else does`() {
        let headers = [
            HeaderField("x-litellm-call-id", "call-1"), HeaderField("x-litellm-response-cost", "0.0422"),
            HeaderField("x-litellm-model-id", "m"), HeaderField("x-litellm-key-spend", "7.1"),
        ]
        #expect(
            RecordedHeaders.of(headers).map(\.name)
                == ["x-litellm-call-id", "x-litellm-model-id", "x-litellm-response-cost"]
        )
        #expect(RequestIdentifier.find(in: headers) == "call-1")
        #expect(RequestIdentifier.find(in: headers + [HeaderField("x-request-id", "req")]) == "req")
        #expect(Echoed(Reply(status: 200, headers: headers, value: ["cost_usd": "0.1"])).costUSD == "0.1")
        #expect(Echoed(Reply(status: 200, headers: headers, value: [:])).costUSD == "0.0422")
    }

    @Test func `a long value is cut`() {
        let recorded = RecordedHeaders.of([HeaderField("server", String(repeating: "s", count: 400))])
        #expect(recorded.first?.value.count == 257)
    }
}
