/// Every shape that there is.
enum VideoShapes {
    static let all: [any VideoShape] = [
        OpenAIVideo(), NewAPIVideo(), SoraStyleVideo(), HuaweiVideo(), OpenRouterVideo(), OfoxVideo(), ArkVideo(),
        DashScopeVideo(), WaveSpeedVideo(), ReplicateVideo(),
    ]

    static func named(by model: String?) -> (any VideoShape)? {
        all.first { model == "sandbox-video-\($0.name)" }
    }
}
