import ExhibitServing

/// The routes of one family of video providers, and the shape that its jobs have unless their model names another.
struct VideoGateway: Dialect {
    let shape: any VideoShape
    let routes: [Route]

    func refusal(_ refusal: Refusal, to request: ServerRequest) -> ServerReply { shape.refusal(refusal) }

    func headers(requestID: String, elapsed: Duration) -> [(String, String)] {
        ProviderHeaders.list(requestID: requestID, elapsed: elapsed)
    }

    /// Those with fixed paths first, and last the one that takes nearly any.
    static func all(_ desk: VideoDesk) -> [VideoGateway] {
        [
            gateway(
                OpenRouterVideo(),
                desk,
                ["/api/v1/videos"],
                ["/api/v1/videos/{}"],
                content(desk, "/api/v1/videos")
            ),
            gateway(
                ArkVideo(),
                desk,
                ["/api/v3/contents/generations/tasks"],
                ["/api/v3/contents/generations/tasks/{}"]
            ),
            gateway(
                DashScopeVideo(),
                desk,
                ["/api/v1/services/aigc/video-generation/video-synthesis"],
                ["/api/v1/tasks/{}"]
            ),
            gateway(
                ReplicateVideo(),
                desk,
                ["/v1/predictions"],
                ["/v1/predictions/{}"],
                [Route("POST", "/v1/predictions/{}/cancel", .asks, desk.cancel)]
            ),
            gateway(NewAPIVideo(), desk, ["*/video/generations"], ["*/video/generations/{}"]),
            gateway(
                OpenAIVideo(),
                desk,
                ["*/videos"],
                ["*/videos/{}"],
                content(desk, "*/videos") + [
                    Route("GET", "*/videos", .lists, desk.list),
                    Route("DELETE", "*/videos/{}", .asks, desk.remove),
                    Route("POST", "*/videos/{}/remix", .makes, desk.remix),
                ]
            ),
            gateway(WaveSpeedVideo(), desk, ["/api/v3/**"], ["/api/v3/predictions/{}/result"]),
        ]
    }

    private static func gateway(
        _ shape: any VideoShape,
        _ desk: VideoDesk,
        _ submit: [String],
        _ polls: [String],
        _ more: [Route] = []
    ) -> VideoGateway {
        let makes = submit.map { Route("POST", $0, .makes) { call throws(Refusal) in try desk.make(call, shape) } }
        return VideoGateway(shape: shape, routes: makes + polls.map { Route("GET", $0, .asks, desk.ask) } + more)
    }

    private static func content(_ desk: VideoDesk, _ path: String) -> [Route] {
        [Route("GET", path + "/{}/content", .asks, desk.content)]
    }
}
