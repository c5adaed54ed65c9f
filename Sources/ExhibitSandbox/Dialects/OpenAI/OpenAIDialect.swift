import ExhibitServing

/// OpenAI's API, and gateways that speak it: any prefix is fine, as the base URL is for the client to choose.
struct OpenAIDialect: Dialect {
    let pictures: PictureDesk

    init(links: MediaLinks) {
        pictures = PictureDesk(links: links)
    }

    var routes: [Route] {
        pictures.routes + [
            Route("GET", "/v1/models", .lists) { call in ModelList.reply(path: call.request.path) },
            Route("GET", "/v1/models/**", .lists) { call in ModelList.reply(path: call.request.path) },
        ]
    }

    func refusal(_ refusal: Refusal) -> ServerReply { JSONReply.refusal(refusal) }

    func headers(requestID: String, elapsed: Duration) -> [(String, String)] {
        ProviderHeaders.list(requestID: requestID, elapsed: elapsed)
    }
}
