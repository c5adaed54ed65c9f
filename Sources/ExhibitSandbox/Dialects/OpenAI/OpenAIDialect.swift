import ExhibitServing

/// OpenAI's API, and gateways that speak it: any prefix is fine, as the base URL is for the client to choose.
struct OpenAIDialect: Dialect {
    private let pictures: PictureDesk
    private let speech = SpeechDesk()

    init(links: MediaLinks) {
        pictures = PictureDesk(links: links)
    }

    var routes: [Route] {
        pictures.routes + speech.routes + [
            Route("GET", "/v1/models", .lists) { call in ModelList.reply(path: call.request.path) },
            Route("GET", "/v1/models/**", .lists) { call in ModelList.reply(path: call.request.path) },
        ]
    }

    func refusal(_ refusal: Refusal, to request: ServerRequest) -> ServerReply { JSONReply.refusal(refusal) }

    func headers(requestID: String, elapsed: Duration) -> [(String, String)] {
        ProviderHeaders.list(requestID: requestID, elapsed: elapsed)
    }
}
