/// A film that was asked for in Clacky's way.
struct ClackyFilm: Sendable {
    let asked: ClackyRequest
    let seconds: Int

    var medium: Medium {
        let isPortrait = asked.aspectRatio == "portrait"
        let video = SandboxVideo(
            prompt: asked.text,
            width: isPortrait ? 720 : 1280,
            height: isPortrait ? 1280 : 720,
            seconds: seconds,
            inputs: asked.inputs.first.map { "from \($0.caption)" }
        )
        return .mp4(video.mp4())
    }
}
